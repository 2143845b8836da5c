package dev.weir.scheduler.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weir.client.Json;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRequest;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@SchedulerTest
class IdempotencyTest {
  @Inject Mesh mesh;

  private final String key = UUID.randomUUID().toString();

  @Test
  void theSameRequestUnderTheSameKeyIsTheSameRun() {
    // Given
    var request = request("a");
    // When
    var first = post(request, key, "ada");
    var second = post(request, key, "ada");
    // Then
    first.then().statusCode(201);
    second.then().statusCode(200).header("Location", first.header("Location"));
    assertThat(id(second)).isEqualTo(id(first));
  }

  @Test
  void theOrderOfFieldsMakesNoOtherRequest() {
    // Given
    var code = mesh.codePackage(Flows.LINEAR);
    var one = "{\"package\": \"" + code + "\", \"tags\": [\"a\"]}";
    var other = "{\"tags\":[\"a\"],\"package\":\"" + code + "\"}";
    // When
    var first = post(one, key, "ada");
    var second = post(other, key, "ada");
    // Then
    assertThat(id(second)).isEqualTo(id(first));
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    // Given
    var first = post(request("a"), key, "ada");
    // When
    var second = post(request("b"), key, "ada");
    // Then
    second
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:problem:idempotency-conflict"))
        .body("detail", containsString(id(first).value()));
  }

  @Test
  void aKeyIsOnesOwn() {
    // Given
    var request = request("a");
    // When
    var mine = post(request, key, "ada");
    var yours = post(request, key, "bob");
    // Then
    assertThat(id(yours)).isNotEqualTo(id(mine));
  }

  @Test
  void aKeyThatIsNoHeaderTextIsRefused() {
    post(request("a"), "two words", "ada").then().statusCode(400);
    post(request("a"), "x".repeat(256), "ada").then().statusCode(400);
  }

  @Test
  void sixteenRequestsAtOnceMakeOneRun() throws Exception {
    // Given
    var request = request("a");
    var together = new CountDownLatch(16);
    Callable<Response> one =
        () -> {
          together.countDown();
          together.await();
          return post(request, key, "ada");
        };
    // When
    var responses = new ArrayList<Response>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(Collections.nCopies(16, one))) {
        responses.add(call.get());
      }
    }
    // Then
    assertThat(responses).extracting(IdempotencyTest::id).containsOnly(id(responses.getFirst()));
    assertThat(responses).extracting(Response::statusCode).containsOnlyOnce(201).contains(200);
    assertThat(mesh.recorded(id(responses.getFirst()))).hasSize(1);
  }

  private String request(String tag) {
    return Json.text(
        new RunRequest(null, mesh.codePackage(Flows.LINEAR), null, List.of(tag), null));
  }

  private static Response post(String body, String key, String user) {
    return RestAssured.given()
        .header(Principal.HEADER, user)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/v1/runs");
  }

  private static RunId id(Response response) {
    return Json.read(response.asByteArray(), Run.class).id();
  }
}
