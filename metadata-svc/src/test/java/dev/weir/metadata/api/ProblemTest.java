package dev.weir.metadata.api;

import static dev.weir.metadata.Records.aRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.client.Json;
import dev.weir.metadata.MetadataTest;
import dev.weir.protocol.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemTest extends MetadataTest {

  @Test
  void aRequestWithoutAUserIsRefused() {
    // When
    var answer = RestAssured.get("/v1/runs");
    // Then
    refused(answer, 401, "unauthenticated", "X-Weir-User");
  }

  @Test
  void aUserWithoutAProperNameIsRefused() {
    // When
    var answer = RestAssured.given().header("X-Weir-User", "a b").get("/v1/runs");
    // Then
    refused(answer, 401, "unauthenticated", "not a user name");
  }

  @Test
  void healthNeedsNoUser() {
    RestAssured.get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    refused(request().get("/v1/runs/w0"), 404, "run-not-found", "no run w0");
    refused(request().get("/v1/nothing"), 404, "not-found", "/v1/nothing");
  }

  @Test
  void anotherMethodIsNotAllowed() {
    refused(request().delete("/v1/runs/w1"), 405, "method-not-allowed", "DELETE");
  }

  @Test
  void anotherMediaTypeIsNotSupported() {
    refused(
        request().contentType("text/plain").body("x").put("/v1/runs/w1"),
        415,
        "unsupported-media-type",
        "application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/runs/-w1              | not a run id",
        "/v1/runs?limit=abc        | limit must be a whole number from 1 to 1000, not 'abc'",
        "/v1/runs?limit=0          | limit must be",
        "/v1/runs?limit=1001       | limit must be",
        "/v1/runs?state=SLEEPING   | no such value: SLEEPING",
        "/v1/runs?after=w0         | no run w0",
        "/v1/runs/w1/logs?after=-1 | after must be the cursor",
        "/v1/runs/w1/tasks/t/logs?limit=x | limit must be",
      })
  void aParameterThatCannotBeReadIsNamed(String path, String detail) {
    // When
    var answer = request().get(path);
    // Then
    assertThat(answer.statusCode()).isIn(400, 404);
    answer.then().contentType(Problem.MEDIA_TYPE).body("detail", containsString(detail));
    assertThat(answer.asString()).doesNotContain("dev.weir", "java.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "state     | ~\"SLEEPING\"~ | field 'state' is 'SLEEPING', expected one of",
        "state     | null           | field 'state' is null",
        "flow      |                | field 'flow' is missing",
        "flow      | [1]            | field 'flow' must be a text",
        "createdAt | ~\"noon\"~     | field 'createdAt' is 'noon', expected a time",
        "project   | ~\"a b\"~      | field 'project' is not a project",
        "package   | ~\"abc\"~      | field 'package' is not a digest",
        "tags      | ~{}~           | field 'tags' must be a list",
        "id        | ~\"w999\"~     | field 'id' is w999, but the path says",
      })
  void aFieldThatCannotBeReadIsNamed(String field, String json, String detail) throws Exception {
    // Given
    var run = aRun();
    ObjectNode body = Json.mapper().valueToTree(run);
    body.remove(field);
    if (json != null) {
      body.set(field, Json.mapper().readTree(json));
    }
    // When
    var answer = request().body(Json.bytes(body)).put("/v1/runs/" + run.id());
    // Then
    refused(answer, 400, "malformed-request", detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~{\"id\": oops}~  | line 1, column 8",
        "~{\"id\": \"w1\"~ | it ends too early",
        "[]                | must be an object",
        "~~                | has no body",
        "null              | has no body",
      })
  void aBodyThatIsNoRecordIsRefused(String body, String detail) {
    refused(request().body(body).put("/v1/runs/w1"), 400, "malformed-request", detail);
  }

  private static void refused(Response answer, int status, String type, String detail) {
    answer
        .then()
        .statusCode(status)
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo("urn:problem:" + type))
        .body("status", equalTo(status))
        .body("instance", not(equalTo(null)));
    if (detail != null) {
      answer.then().body("detail", allOf(containsString(detail), not(containsString("dev.weir"))));
    }
    assertThat(answer.asString()).doesNotContain("java.", "\tat ");
  }
}
