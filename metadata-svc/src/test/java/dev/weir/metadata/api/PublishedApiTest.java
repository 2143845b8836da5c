package dev.weir.metadata.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.weir.metadata.MetadataTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublishedApiTest extends MetadataTest {

  @Test
  void everyOperationIsDescribed() {
    // When
    var api = RestAssured.given().accept("application/json").get("/q/openapi").jsonPath();
    // Then
    Map<String, Map<String, Map<String, Object>>> paths = api.getMap("paths");
    assertThat(paths)
        .containsKeys(
            "/v1/flows",
            "/v1/runs",
            "/v1/runs/{run}",
            "/v1/runs/{run}/logs",
            "/v1/runs/{run}/tags",
            "/v1/runs/{run}/steps/{step}/tasks",
            "/v1/runs/{run}/tasks/{task}/attempts/{attempt}/logs/{sequence}");
    assertThat(paths.entrySet().stream().filter(path -> path.getKey().startsWith("/v1/")))
        .flatExtracting(path -> path.getValue().entrySet())
        .filteredOn(operation -> !operation.getKey().equals("parameters"))
        .allSatisfy(
            operation ->
                assertThat(operation.getValue()).containsKeys("summary", "tags", "responses"));
    assertThat(api.getString("components.securitySchemes.principal.name")).isEqualTo("X-Weir-User");
    assertThat(api.getString("components.schemas.Digest.type")).isEqualTo("string");
    assertThat(api.getString("components.schemas.RunId.type")).isEqualTo("string");
    assertThat(api.getString("paths.'/v1/runs'.get.responses.default.content"))
        .contains("application/problem+json");
  }

  @Test
  void healthKnowsTheDatabase() {
    RestAssured.get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.name", hasItem("Database connections health check"));
  }

  @Test
  void metricsCountRequestsAndConnections() {
    // Given
    request().get("/v1/runs").then().statusCode(200);
    // Then
    RestAssured.get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("http_server_requests_seconds_count"))
        .body(containsString("agroal_active_count"));
  }
}
