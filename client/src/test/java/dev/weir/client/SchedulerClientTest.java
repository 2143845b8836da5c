package dev.weir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Lease;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.RunState;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulerClientTest {
  private static final Run RUN =
      new Run(
          new RunId("w1"),
          new Project("default"),
          "ada",
          "HelloFlow",
          Digest.of(new byte[0]),
          Map.of(),
          List.of(),
          RunState.RUNNING,
          Instant.EPOCH,
          null,
          List.of(),
          null);

  private HttpServer server;
  private SchedulerClient client;
  private String asked;
  private String body;
  private Map<String, List<String>> headers;
  private int status = 200;
  private Object answer = RUN;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    client = new SchedulerClient(new ServiceHttp(base, new Principal("ada")));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void submitsWithItsKeyOnBehalfOfThePrincipal() {
    // When
    var run =
        client.submit(
            new RunRequest(null, Digest.of(new byte[0]), Map.of("n", 1), null, null), "key-1");
    // Then
    assertThat(run).isEqualTo(RUN);
    assertThat(asked).isEqualTo("POST /v1/runs");
    assertThat(headers).containsEntry("Idempotency-key", List.of("key-1"));
    assertThat(headers).containsEntry("X-weir-user", List.of("ada"));
    assertThat(body).contains("\"package\":\"" + RUN.codePackage() + "\"");
  }

  @Test
  void claimsAndRenewsByTaskAndAttempt() {
    // Given
    var lease = new Lease(new TaskId("t7"), 1, Instant.EPOCH);
    answer = lease;
    // When
    var renewed = client.renew(new TaskId("t7"), new ClaimRequest("worker-1", 1));
    // Then
    assertThat(renewed).isEqualTo(lease);
    assertThat(asked).isEqualTo("POST /v1/tasks/t7:renew");
    assertThat(body).isEqualTo("{\"attempt\":1,\"worker\":\"worker-1\"}");
  }

  @Test
  void cancels() {
    assertThat(client.cancel(new RunId("w1"))).isEqualTo(RUN);
    assertThat(asked).isEqualTo("POST /v1/runs/w1:cancel");
  }

  @Test
  void lists() {
    // Given
    answer = List.of(RUN);
    // Then
    assertThat(client.list()).containsExactly(RUN);
  }

  @Test
  void aProblemComesOutAsTheExceptionTheServiceThrew() {
    // Given
    status = 409;
    answer = Problem.of(ProblemType.STALE_TASK, "t7 is w2's", "/v1/tasks/t7:claim");
    // Then
    assertThatThrownBy(() -> client.claim(new TaskId("t7"), new ClaimRequest("worker-1", 1)))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.STALE_TASK))
        .hasMessage("t7 is w2's");
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    headers = exchange.getRequestHeaders();
    body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var bytes = Json.bytes(answer);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
