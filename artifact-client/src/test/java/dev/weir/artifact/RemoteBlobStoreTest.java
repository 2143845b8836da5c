package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.client.Json;
import dev.weir.client.Retry;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Digest;
import dev.weir.protocol.MissingBlobs;
import dev.weir.protocol.MissingBlobsRequest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that misbehaves on purpose; artifact-store has the same contract test. */
class RemoteBlobStoreTest extends BlobStoreContract {
  private static final String BLOBS = "/v1/projects/p/blobs";

  private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger breaks = new AtomicInteger();
  private final AtomicInteger puts = new AtomicInteger();
  private HttpServer server;
  private BlobStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext(BLOBS, this::answer);
    server.start();
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    store =
        new RemoteBlobStore(
            new ServiceHttp(base, new Principal("ada")), new Project("p"), new Retry(4));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Override
  protected BlobStore store() {
    return store;
  }

  @Test
  void asksAgainWhileTheServiceIsAway() throws Exception {
    // Given
    refusals.set(2);
    // When
    var digest = store.put(bytes("weir"));
    refusals.set(2);
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes("weir"));
  }

  @Test
  void saysWhenTheServiceStaysAway() {
    // Given
    refusals.set(Integer.MAX_VALUE);
    // Then
    assertThatThrownBy(() -> store.put(bytes("weir")))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  @Test
  void goesOnWhereAnAnswerBrokeOff() throws Exception {
    // Given
    var bytes = randomBytes(3_000_000);
    var digest = store.put(bytes);
    breaks.set(2);
    // Then
    assertThat(store.read(digest)).isEqualTo(bytes);
    assertThat(breaks).hasValue(0);
  }

  @Test
  void neverReturnsBytesThatChangedOnTheWay() throws Exception {
    for (var size : List.of(1000, 3_000_000)) {
      // Given
      var digest = store.put(randomBytes(size));
      blobs.get(digest)[size / 2] ^= 1;
      // Then
      assertThatThrownBy(() -> store.read(digest))
          .isInstanceOf(CorruptBlobException.class)
          .hasMessageContaining(digest.toString());
    }
  }

  @Test
  void doesNotSendALargeBlobThatIsThere() throws Exception {
    // Given
    var bytes = randomBytes(100_000);
    store.put(bytes);
    // When
    store.put(bytes);
    // Then
    assertThat(puts).hasValue(1);
  }

  @Test
  void asksForManyInBatches() throws Exception {
    // Given
    var digests = new ArrayList<Digest>();
    for (var i = 0; i < 2500; i++) {
      digests.add(Digest.of(bytes("missing " + i)));
    }
    // Then
    assertThat(store.missing(digests)).containsExactlyElementsOf(digests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var path = exchange.getRequestURI().getPath();
      if (refusals.getAndDecrement() > 0) {
        refuse(exchange, ProblemType.UNAVAILABLE, "the service is starting");
      } else if (path.endsWith(":missing")) {
        var asked = new ArrayList<>(Json.read(body, MissingBlobsRequest.class).digests());
        assertThat(asked).hasSizeLessThanOrEqualTo(MissingBlobsRequest.LIMIT);
        asked.removeAll(blobs.keySet());
        send(exchange, 200, Json.bytes(new MissingBlobs(asked)));
      } else {
        blob(exchange, Digest.parse(path.substring(BLOBS.length() + 1)), body);
      }
    }
  }

  private void blob(HttpExchange exchange, Digest digest, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      puts.incrementAndGet();
      blobs.put(digest, body);
      send(exchange, 201, new byte[0]);
      return;
    }
    var blob = blobs.get(digest);
    if (blob == null) {
      refuse(exchange, ProblemType.BLOB_NOT_FOUND, "no blob " + digest);
    } else if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.sendResponseHeaders(200, blob.length);
      exchange.getResponseBody().write(blob, 0, blob.length / 2);
      throw new IOException("the connection breaks");
    } else {
      send(exchange, 200, blob);
    }
  }

  private static void refuse(HttpExchange exchange, ProblemType type, String detail)
      throws IOException {
    send(exchange, type.status(), Json.bytes(Problem.of(type, detail, null)));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
