package dev.weir.scheduler.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.artifact.FakeArtifactStore;
import dev.weir.client.Json;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An artifact-store and a metadata-svc as small as a test needs them. Tests speak to them by HTTP
 * only: what a run's owner named {@code unrecorded…} sends to metadata is refused as unavailable.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
  private final List<Stored> stored = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> refused = new ConcurrentHashMap<>();
  private @Nullable HttpServer server;
  private @Nullable FakeArtifactStore blobs;

  /** One record that metadata took. */
  public record Stored(String path, String owner, Map<String, Object> body) {}

  @Override
  public Map<String, String> start() {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext("/v1/runs/", exchange -> answer(exchange, this::record));
      http.createContext("/stored", exchange -> answer(exchange, this::stored));
      http.createContext("/refuse/", exchange -> answer(exchange, this::refuse));
      http.start();
      server = http;
      var url = "http://127.0.0.1:" + http.getAddress().getPort();
      var store = new FakeArtifactStore();
      blobs = store;
      return Map.of(
          "scheduler.metadata-url",
          url,
          "scheduler.artifact-store-url",
          store.address().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
    if (blobs != null) {
      blobs.close();
    }
  }

  private interface Handler {
    byte[] answer(HttpExchange exchange, byte[] body) throws Refusal;
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final ProblemType type;

    private Refusal(ProblemType type) {
      this.type = type;
    }
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      byte[] answer;
      int status = 200;
      try {
        answer = handler.answer(exchange, exchange.getRequestBody().readAllBytes());
      } catch (Refusal refusal) {
        status = refusal.type.status();
        answer = Json.bytes(Problem.of(refusal.type, "refused by the double", null));
      }
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] record(HttpExchange exchange, byte[] body) throws Refusal {
    var path = exchange.getRequestURI().getPath();
    if (refused.keySet().stream().anyMatch(path::startsWith)) {
      throw new Refusal(ProblemType.UNAVAILABLE);
    }
    var owner = exchange.getRequestHeaders().getFirst(Principal.HEADER);
    @SuppressWarnings("unchecked")
    Map<String, Object> fields = Json.read(body, Map.class);
    stored.add(new Stored(path, owner, fields));
    return body;
  }

  private byte[] stored(HttpExchange exchange, byte[] body) {
    var run = exchange.getRequestURI().getQuery();
    return Json.bytes(
        stored.stream()
            .filter(record -> Arrays.asList(record.path().split("/")).contains(run))
            .toList());
  }

  /** {@code PUT /refuse/v1/runs/w1} from now on; {@code DELETE} no more. */
  private byte[] refuse(HttpExchange exchange, byte[] body) {
    var path = exchange.getRequestURI().getPath().substring("/refuse".length());
    if (exchange.getRequestMethod().equals("DELETE")) {
      refused.remove(path);
    } else {
      refused.put(path, true);
    }
    return new byte[0];
  }
}
