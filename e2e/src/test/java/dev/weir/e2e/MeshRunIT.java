package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user and another system do with a mesh that runs. */
class MeshRunIT extends MeshSuite {
  private static final Pattern RUN_ID = Pattern.compile("run-id ([^)]+)");
  private static final String PACKAGE_NOBODY_STORED = "0".repeat(64) + ":7";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest
  @CsvSource({
    "01-linear/LinearFlow.java, end, greeting",
    "02-branching/BranchFlow.java, end, verdict",
    "03-genre-stats/GenreStatsFlow.java, join, genreStats",
    "04-nested-foreach/NestedForeachFlow.java, end, estimates",
  })
  void anExampleEndsWithTheSameResultLocallyAndOnTheMesh(
      String example, String step, String artifact) throws IOException {
    // Given
    var local = runOn("local", example);
    // When
    var remote = runOn("mesh", example);
    // Then
    assertThat(remote).startsWith("w");
    assertThat(artifact(remote, step, artifact)).isEqualTo(artifact(local, step, artifact));
    assertThat(mesh.weir().run("logs", remote + "/" + step).exitCode()).isZero();
    assertThat(mesh.weir().run("runs").out()).contains(local).contains(remote);
  }

  @Test
  void aRunCanBePostedByPlainHttpAndRepeatedSafely() throws Exception {
    // Given
    var body = "{\"package\": \"" + packageOf("03-genre-stats/GenreStatsFlow.java") + "\"}";
    // When
    var first = post(body, "once");
    var second = post(body, "once");
    // Then
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
    var id = new RunId(json(first).get("id").asText());
    assertThat(json(second).get("id").asText()).isEqualTo(id.value());
    var scheduler = mesh.scheduler();
    await().atMost(LONG).until(() -> scheduler.get(id).state() == RunState.SUCCEEDED);
  }

  @Test
  void everyBadRequestIsRefusedAndNamed() throws Exception {
    var known = packageOf("03-genre-stats/GenreStatsFlow.java");
    assertRefused(post("{\"package\": \"" + PACKAGE_NOBODY_STORED + "\"}", null), "package");
    assertRefused(
        post("{\"package\": \"" + known + "\", \"parameters\": {\"movieDate\": 1}}", null),
        "movieDate");
    assertRefused(post("{\"package\": ", null), "JSON");
    assertRefused(post("{}", null), "package");
    assertRefused(post("[]", null), "");
    assertRefused(post("", null), "");
  }

  @Test
  void aFailedRunOnTheMeshShowsWhy() {
    // When
    var run = mesh.weir().run("run", Weir.flow("Fails.java"), "--on", "mesh");
    // Then
    assertThat(run.exitCode()).as(run.all()).isOne();
    assertThat(run.out() + run.err())
        .contains("java.lang.IllegalStateException: no such luck")
        .contains("Fails.java:");
  }

  @Test
  void theLogOfARunThatGoesOnCanBeFollowed(@TempDir Path gate) throws Exception {
    // Given
    var command = new Object[] {"run", Weir.flow("Gated.java"), "--gate", gate, "--on", "mesh"};
    var run = mesh.weir().start(gate.resolve("out"), gate.resolve("err"), command);
    await().atMost(LONG).until(() -> Weir.read(gate.resolve("out")).contains("item 0 waits"));
    var id = RUN_ID.matcher(Weir.read(gate.resolve("out")));
    assertThat(id.find()).isTrue();
    var followed = gate.resolve("followed");
    // When
    var follower =
        mesh.weir()
            .start(followed, gate.resolve("follow-err"), "logs", id.group(1) + "/body", "-f");
    await().atMost(LONG).until(() -> Weir.read(followed).contains("item 0 waits"));
    Files.createFile(gate.resolve("go"));
    // Then
    assertThat(run.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(follower.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(follower.exitValue()).isZero();
    assertThat(Weir.read(followed).lines()).hasSize(8).allMatch(line -> line.contains("/body/"));
  }

  @Test
  void apisAreDescribed() throws Exception {
    for (var part : new String[] {"metadata-svc", "scheduler-svc", "artifact-store"}) {
      var openapi = get(mesh.url(part).resolve("/q/openapi?format=json"));
      assertThat(openapi.statusCode()).isEqualTo(200);
      assertThat(json(openapi).get("paths").size()).as(part).isPositive();
    }
  }

  private String runOn(String where, String example) {
    var run = mesh.weir().run("run", Weir.example(example), "--on", where);
    assertThat(run.exitCode()).as(run.all()).isZero();
    var id = RUN_ID.matcher(run.out());
    assertThat(id.find()).as(run.all()).isTrue();
    return id.group(1);
  }

  private JsonNode artifact(String run, String step, String name) throws IOException {
    var dump = mesh.weir().run("dump", run + "/" + step, "--json");
    assertThat(dump.exitCode()).as(dump.all()).isZero();
    var value = Json.mapper().readTree(dump.out()).findValue(name);
    assertThat(value).as(dump.all()).isNotNull();
    return value;
  }

  private String packageOf(String example) {
    var stored = mesh.weir().run("package", Weir.example(example), "--on", "mesh");
    assertThat(stored.exitCode()).as(stored.all()).isZero();
    return stored.out().strip();
  }

  private HttpResponse<String> post(String body, String key) throws Exception {
    var request =
        HttpRequest.newBuilder(mesh.url("scheduler-svc").resolve("/v1/runs"))
            .header("X-Weir-User", "e2e")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.mapper().readTree(response.body());
  }

  private static void assertRefused(HttpResponse<String> response, String named) {
    assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).contains("\"detail\"").contains(named);
  }
}
