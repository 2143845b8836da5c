package dev.weir.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.client.Json;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Lease;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A scheduler-svc and a metadata-svc that write down what reaches them, and refuse when told to.
 * Each task can be claimed once by one worker.
 */
final class FakeServices implements AutoCloseable {
  static final String OWNER = "ada";

  private final HttpServer server;
  private final List<String> effects = new CopyOnWriteArrayList<>();
  private final List<LogChunk> chunks = new CopyOnWriteArrayList<>();
  private final Map<String, String> claimedBy = new ConcurrentHashMap<>();
  private final Map<String, Queue<ProblemType>> refusals = new ConcurrentHashMap<>();
  private volatile boolean takesAttemptsAway;
  private volatile Duration lease = Duration.ofSeconds(30);

  FakeServices() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What happened, in order: {@code claim t1}, {@code log t1}, {@code SUCCEEDED t1}, … */
  List<String> effects() {
    return effects;
  }

  void happened(String effect) {
    effects.add(effect);
  }

  List<LogChunk> chunks() {
    return chunks;
  }

  /** The next requests of a kind ({@code claim}, {@code renew}, {@code attempt}, {@code log}). */
  void refuse(String kind, ProblemType... with) {
    refusals.computeIfAbsent(kind, k -> new ConcurrentLinkedQueue<>()).addAll(List.of(with));
  }

  /** As a scheduler does after a lease ran out. */
  void takeAttemptsAway() {
    takesAttemptsAway = true;
  }

  void leaseIs(Duration time) {
    lease = time;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = exchange.getRequestBody().readAllBytes();
      var kind = kind(path);
      var refusal = refusals.getOrDefault(kind, new ConcurrentLinkedQueue<>()).poll();
      if (refusal != null) {
        refuse(exchange, refusal, "refused on purpose");
        return;
      }
      switch (kind) {
        case "claim" -> claim(exchange, taskOf(path), Json.read(body, ClaimRequest.class));
        case "renew" -> renew(exchange, taskOf(path), Json.read(body, ClaimRequest.class));
        case "attempt" -> attempt(exchange, Json.read(body, AttemptRecord.class));
        default -> log(exchange, Json.read(body, LogChunk.class));
      }
    }
  }

  private static String kind(String path) {
    if (path.endsWith(":claim") || path.endsWith(":renew")) {
      return path.substring(path.lastIndexOf(':') + 1);
    }
    return path.contains("/logs/") ? "log" : "attempt";
  }

  private static String taskOf(String path) {
    return path.substring("/v1/tasks/".length(), path.lastIndexOf(':'));
  }

  private void claim(HttpExchange exchange, String task, ClaimRequest claim) throws IOException {
    if (!claim.worker().equals(claimedBy.computeIfAbsent(task, t -> claim.worker()))) {
      refuse(exchange, ProblemType.STALE_TASK, task + " is someone else's");
      return;
    }
    happened("claim " + task);
    send(exchange, 200, assignment(task, claim.attempt()));
  }

  /** Someone else has this one. */
  void claimedElsewhere(String task) {
    claimedBy.put(task, "another-worker");
  }

  private TaskAssignment assignment(String task, int attempt) {
    return new TaskAssignment(
        new RunId("w1"),
        new TaskId(task),
        attempt,
        new Project("default"),
        OWNER,
        Digest.of(new byte[0]),
        new TaskKey("start", List.of()),
        List.of(),
        null,
        Map.of(),
        List.of(),
        Instant.now().plus(lease));
  }

  private void renew(HttpExchange exchange, String task, ClaimRequest claim) throws IOException {
    if (takesAttemptsAway) {
      refuse(exchange, ProblemType.STALE_TASK, "the lease ran out");
      return;
    }
    send(exchange, 200, new Lease(new TaskId(task), claim.attempt(), Instant.now().plus(lease)));
  }

  private void attempt(HttpExchange exchange, AttemptRecord attempt) throws IOException {
    requireOwner(exchange);
    happened(attempt.state() + " " + attempt.taskId());
    var lost = takesAttemptsAway && attempt.state() != AttemptState.RUNNING;
    send(exchange, 200, lost ? withState(attempt, AttemptState.LOST) : attempt);
  }

  private void log(HttpExchange exchange, LogChunk chunk) throws IOException {
    requireOwner(exchange);
    chunks.add(chunk);
    happened("log " + chunk.taskId());
    exchange.sendResponseHeaders(204, -1);
  }

  private static void requireOwner(HttpExchange exchange) {
    if (!OWNER.equals(exchange.getRequestHeaders().getFirst(Principal.HEADER))) {
      throw new IllegalStateException("not on behalf of the task's owner");
    }
  }

  private static AttemptRecord withState(AttemptRecord attempt, AttemptState state) {
    return new AttemptRecord(
        attempt.runId(),
        attempt.taskId(),
        attempt.key(),
        attempt.attempt(),
        state,
        attempt.worker(),
        attempt.pid(),
        attempt.startedAt(),
        attempt.finishedAt(),
        attempt.outputs(),
        attempt.artifacts(),
        attempt.failure());
  }

  private static void refuse(HttpExchange exchange, ProblemType type, String detail)
      throws IOException {
    send(exchange, type.status(), Problem.of(type, detail, null));
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = Json.bytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
