package dev.weir.scheduler.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.ParameterSpec.Kind;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.RunState;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SchedulerTest
class RunRequestTest {
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855:0";
  private static final ParameterSpec COUNT =
      new ParameterSpec("maxGenres", Kind.VALUE, "int", "how many", false, null);
  private static final ParameterSpec TITLE =
      new ParameterSpec("title", Kind.VALUE, "java.lang.String", "the title", true, null);
  private static final ParameterSpec FILE =
      new ParameterSpec("movieData", Kind.FILE, "java.lang.String", null, false, null);

  @Inject Mesh mesh;

  @Test
  void anAcceptedRequestAnswersWithTheRunAndItsPlace() {
    // Given
    var request = request(Map.of("maxGenres", 7, "title", "Films"));
    // When
    var response = mesh.post(request);
    // Then
    var run = Json.read(response.asByteArray(), Run.class);
    response.then().statusCode(201).header("Location", endsWith("/v1/runs/" + run.id()));
    assertThat(run.id().value()).matches("w\\d+");
    assertThat(run.owner()).isEqualTo(Mesh.USER);
    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(run.parameters()).isEqualTo(Map.of("maxGenres", 7, "title", "Films"));
    assertThat(run.steps()).extracting(Run.StepProgress::step).startsWith("start");
    assertThat(run.steps().getFirst().ready()).isEqualTo(1);
  }

  @Test
  void anyTextComesBackAsItWasGiven() {
    // Given
    var title = "Amélie \u0000 \uD83C\uDFAC \"quoted\"";
    // When
    var run = Json.read(mesh.post(request(Map.of("title", title))).asByteArray(), Run.class);
    // Then
    assertThat(mesh.run(run.id()).parameters()).containsEntry("title", title);
  }

  @Test
  void aStoredFileIsAccepted() {
    // Given
    var content = mesh.blob("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    var request =
        request(Map.of("title", "t", "movieData", new IncludedFile(content, "movies.csv")));
    // When
    var response = mesh.post(request);
    // Then
    response.then().statusCode(201);
  }

  @Test
  void aFileThatIsNotStoredIsRefusedByName() {
    // Given
    var file = new IncludedFile(Digest.of("never stored".getBytes(StandardCharsets.UTF_8)), "m");
    // When
    var response = mesh.post(request(Map.of("title", "t", "movieData", file)));
    // Then
    refused(response, 422, "invalid-parameter", "'movieData'", "not stored");
  }

  @Test
  void aFileGivenAsTextIsRefusedByName() {
    // When
    var response = mesh.post(request(Map.of("title", "t", "movieData", "/tmp/movies.csv")));
    // Then
    refused(response, 422, "invalid-parameter", "'movieData'", "content");
  }

  @Test
  void anUnknownParameterIsRefusedWithTheClosestName() {
    // When
    var response = mesh.post(request(Map.of("title", "t", "maxGenre", 7)));
    // Then
    refused(response, 422, "invalid-parameter", "'maxGenre'", "did you mean 'maxGenres'?");
  }

  @Test
  void aMissingRequiredParameterIsRefusedByName() {
    // When
    var response = mesh.post(request(Map.of("maxGenres", 7)));
    // Then
    refused(response, 422, "invalid-parameter", "'title'", "required");
  }

  @Test
  void aNullForARequiredParameterIsRefusedByName() {
    // Given
    var parameters = new HashMap<String, Object>();
    parameters.put("title", null);
    // When
    var response = mesh.post(request(parameters));
    // Then
    refused(response, 422, "invalid-parameter", "'title'", "required");
  }

  @Test
  void aParameterOfTheWrongTypeIsRefusedByName() {
    // When
    var response = mesh.post(request(Map.of("title", "t", "maxGenres", "seven")));
    // Then
    refused(response, 422, "invalid-parameter", "'maxGenres'", "\"seven\"", "whole number");
  }

  @Test
  void aPackageThatIsNotStoredIsUnknown() {
    // Given
    var digest = Digest.of("no such package".getBytes(StandardCharsets.UTF_8));
    // When
    var response = mesh.post(new RunRequest(null, digest, null, null, null));
    // Then
    refused(response, 422, "unknown-package", digest.toString());
  }

  @Test
  void aBlobThatIsNoPackageIsInvalid() {
    // Given
    var digest = mesh.blob("not a package".getBytes(StandardCharsets.UTF_8));
    // When
    var response = mesh.post(new RunRequest(null, digest, null, null, null));
    // Then
    refused(response, 422, "invalid-package", digest.toString());
  }

  @Test
  void aPackageWithoutAGraphIsInvalid() {
    // Given
    var digest =
        mesh.blob("{\"mainClass\":\"A\",\"parameters\":[]}".getBytes(StandardCharsets.UTF_8));
    // When
    var response = mesh.post(new RunRequest(null, digest, null, null, null));
    // Then
    refused(response, 422, "invalid-package", "graph");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | line 1",
        "[] | the body",
        "{} | 'package'",
        "{\"package\": null} | 'package'",
        "{\"package\": \"abc\"} | not a digest",
        "{\"paramters\": {}, \"package\": \"" + EMPTY + "\"} | 'paramters'",
        "{\"project\": \"a b\"} | project",
      })
  void aMalformedBodyIsRefusedByItsFault(String body, String named) {
    // When
    var response = mesh.post(body);
    // Then
    refused(response, 400, "malformed-request", named);
  }

  @Test
  void anEmptyBodyIsRefused() {
    // When
    var response = mesh.asUser().contentType("application/json").post("/v1/runs");
    // Then
    refused(response, 400, "malformed-request", "body");
  }

  @Test
  void noWorkersAreRefused() {
    // When
    var response = mesh.post(new RunRequest(null, code(), Map.of("title", "t"), null, 0));
    // Then
    refused(response, 400, "malformed-request", "maxWorkers");
  }

  @Test
  void aTagWithAControlCharacterIsRefused() {
    // When
    var response =
        mesh.post(
            new RunRequest(null, code(), Map.of("title", "t"), List.of("a", "b\u0000"), null));
    // Then
    refused(response, 400, "malformed-request", "'tags'", "'b?'");
  }

  @Test
  void moreTagsThanARunMayHaveAreRefused() {
    // Given
    var tags = IntStream.range(0, 51).mapToObj(Integer::toString).toList();
    // When
    var response = mesh.post(new RunRequest(null, code(), Map.of("title", "t"), tags, null));
    // Then
    refused(response, 400, "malformed-request", "'tags'", "at most 50");
  }

  @Test
  void aNamespaceThatCanBeNoTagIsRefused() {
    // When
    var response = mesh.post(new RunRequest(null, code(), Map.of("title", "t"), null, "a\n", null));
    // Then
    refused(response, 400, "malformed-request", "'namespace'", "line breaks");
  }

  @Test
  void aRequestThatNamesNoUserIsRefused() {
    // When
    var response = RestAssured.given().contentType("application/json").body("{}").post("/v1/runs");
    // Then
    refused(response, 401, "unauthenticated", "X-Weir-User");
  }

  @Test
  void anUnknownRunIsNotFound() {
    for (var id : List.of("w999999999", "17", "w0", "w99999999999999999999")) {
      refused(mesh.asUser().get("/v1/runs/" + id), 404, "run-not-found", id);
    }
  }

  @Test
  void runsAreListedNewestFirstAndPageByPage() {
    // Given
    var older = mesh.start(Flows.BRANCHING);
    var newer = mesh.start(Flows.BRANCHING);
    // When
    var first = list("flow=Branching&project=default&state=RUNNING&limit=1");
    var second = list("flow=Branching&limit=1&before=" + newer.id());
    // Then
    assertThat(first).extracting(Run::id).containsExactly(newer.id());
    assertThat(second).extracting(Run::id).containsExactly(older.id());
    assertThat(second.getFirst().steps()).isNotEmpty();
  }

  @Test
  void aListOfNoSuchStateIsRefused() {
    refused(mesh.asUser().get("/v1/runs?state=DONE"), 400, "malformed-request", "DONE");
    refused(mesh.asUser().get("/v1/runs?limit=0"), 400, "malformed-request", "limit");
  }

  @Test
  void theApiDescribesItself() {
    // When
    var openapi = RestAssured.get("/q/openapi?format=json");
    // Then
    openapi
        .then()
        .statusCode(200)
        .body(
            "paths.'/v1/runs'.post.responses.keySet()", hasItems("200", "201", "400", "409", "422"))
        .body("paths.'/v1/runs'.post.parameters[0].name", equalTo("Idempotency-Key"))
        .body("paths.'/v1/runs/{id}:cancel'.post.parameters.name", equalTo(List.of("id")));
  }

  private List<Run> list(String query) {
    return List.of(Json.read(mesh.asUser().get("/v1/runs?" + query).asByteArray(), Run[].class));
  }

  private RunRequest request(Map<String, Object> parameters) {
    return new RunRequest(null, code(), parameters, null, null);
  }

  private Digest code() {
    return mesh.codePackage(Flows.LINEAR, COUNT, TITLE, FILE);
  }

  private static void refused(Response response, int status, String type, String... words) {
    response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:problem:" + type))
        .body("status", equalTo(status));
    for (var word : words) {
      response.then().body("detail", containsString(word));
    }
  }
}
