package dev.weir.testkit.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Stands before an S3 on the loopback interface, counts what passes, and lets go wrong what a test
 * asks for. Requests pass with the Host that the client signed, which is this one's, so signatures
 * and presigned URLs hold; nothing else of a request is changed but what a fault changes.
 */
public final class FaultyS3 implements AutoCloseable {
  private final URI upstream;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final S3Traffic.Counter traffic = new S3Traffic.Counter();
  private final List<Rule> rules = new ArrayList<>();
  private final Random places;
  private volatile FaultPlan plan = FaultPlan.none();
  private volatile boolean expired;

  private FaultyS3(URI upstream, ServerSocket server, long seed) {
    this.upstream = upstream;
    this.server = server;
    this.places = new Random(seed);
  }

  /** Lets everything pass at first. */
  public static FaultyS3 before(URI s3) throws IOException {
    return before(s3, 1);
  }

  /**
   * @param seed chooses the bytes at which bodies break off or are wrong
   */
  public static FaultyS3 before(URI s3, long seed) throws IOException {
    var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    var faulty = new FaultyS3(s3, server, seed);
    Thread.ofPlatform().daemon().name("faulty-s3").start(faulty::accept);
    return faulty;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From now on, where no rule says more. */
  public void follow(FaultPlan next) {
    plan = next;
  }

  /** The next requests of that kind, so many of them, have that fault. Rules are asked in order. */
  public void fail(Predicate<S3Request> which, int times, Fault fault) {
    synchronized (rules) {
      rules.add(new Rule(which, times, fault));
    }
  }

  /** Every request is refused as of one whose token has expired, until they are renewed. */
  public void expireCredentials() {
    expired = true;
  }

  public void renewCredentials() {
    expired = false;
  }

  /** No more rules, no plan, valid credentials. */
  public void heal() {
    synchronized (rules) {
      rules.clear();
    }
    plan = FaultPlan.none();
    expired = false;
  }

  public S3Traffic traffic() {
    return traffic.soFar();
  }

  public void forgetTraffic() {
    traffic.forget();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (var socket : open) {
      socket.close();
    }
  }

  URI upstream() {
    return upstream;
  }

  S3Traffic.Counter counter() {
    return traffic;
  }

  Optional<Fault> faultOf(S3Request request) {
    if (expired) {
      return Optional.of(Fault.EXPIRED_TOKEN);
    }
    synchronized (rules) {
      for (var rule : rules) {
        if (rule.left > 0 && rule.which.test(request)) {
          rule.left--;
          return Optional.of(rule.fault);
        }
      }
    }
    return plan.next(request);
  }

  /** Where in a body something happens, as a share of its length. */
  double place() {
    synchronized (places) {
      return places.nextDouble();
    }
  }

  /** Waits that long, or until this is closed. */
  void stall(Duration length) throws IOException {
    try {
      if (closed.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  Socket connect() throws IOException {
    var socket = new Socket(upstream.getHost(), upstream.getPort());
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  void forget(Socket socket) {
    open.remove(socket);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        client.setTcpNoDelay(true);
        open.add(client);
        Thread.ofVirtual().start(new Passage(this, client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          System.err.println("a connection to the faulty S3 did not come about: " + e);
        }
      }
    }
  }

  private static final class Rule {
    private final Predicate<S3Request> which;
    private final Fault fault;
    private int left;

    Rule(Predicate<S3Request> which, int times, Fault fault) {
      this.which = which;
      this.left = times;
      this.fault = fault;
    }
  }
}
