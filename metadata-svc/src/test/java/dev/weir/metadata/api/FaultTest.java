package dev.weir.metadata.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.weir.metadata.MetadataTest;
import dev.weir.metadata.Records;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FaultTest extends MetadataTest {
  @Inject AgroalDataSource database;

  @Test
  void aBugIsAnsweredWithANumberAndNoSecrets() {
    // When
    var answer = request().get("/test/faults/bug");
    // Then
    answer
        .then()
        .statusCode(500)
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo("urn:problem:internal"))
        .body("detail", matchesPattern("it was logged as error [0-9a-f-]{36}"));
    assertThat(answer.asString()).doesNotContain("secret", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql/08006", "sql/57P01", "sql/53300", "sql/40P01", "pool"})
  void aDatabaseThatIsAwayIsAskedAgain(String fault) {
    request()
        .get("/test/faults/" + fault)
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .body("type", equalTo("urn:problem:unavailable"));
  }

  @Test
  void aBrokenStatementIsABug() {
    request().get("/test/faults/sql/42601").then().statusCode(500);
  }

  @Test
  void connectionsThatBreakCostARetryAtMost() throws SQLException {
    // Given
    var run = metadata().store(Records.aRun());
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      // When
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }
    // Then
    Awaitility.await()
        .ignoreExceptionsMatching(
            failure ->
                failure instanceof ServiceException refusal
                    && refusal.type() == ProblemType.UNAVAILABLE)
        .untilAsserted(() -> assertThat(metadata().run(run.id())).isEqualTo(run));
    database.flush(AgroalDataSource.FlushMode.INVALID);
  }
}
