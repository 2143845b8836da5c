package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAwsTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void saysWhereEverythingIsAndEndsWithItsSupervisor(@TempDir Path directory) throws Exception {
    // Given
    var aws = EmbeddedAwsProcess.start(directory);
    var postgres = postmaster(directory);
    assertThat(aws.ready())
        .contains("\"sqs\":{\"endpoint\":\"http://127.0.0.1:")
        .contains("\"weir-tasks\":\"http://127.0.0.1:")
        .contains("\"s3\":{\"endpoint\":\"http://127.0.0.1:")
        .contains("\"bucket\":\"weir-artifacts\"")
        .contains("\"scheduler\":{\"jdbcUrl\":\"jdbc:postgresql://127.0.0.1:");
    // When
    aws.process().getOutputStream().close();
    // Then
    assertThat(aws.ends()).isTrue();
    await().atMost(TEN_SECONDS).until(() -> !OrphanedPostmaster.isRunning(postgres));
  }

  @Test
  void stopsCleanlyWhenTerminated(@TempDir Path directory) throws Exception {
    // Given
    var aws = EmbeddedAwsProcess.start(directory);
    var postgres = postmaster(directory);
    // When
    aws.process().destroy();
    // Then
    assertThat(aws.ends()).isTrue();
    await().atMost(TEN_SECONDS).until(() -> !OrphanedPostmaster.isRunning(postgres));
  }

  @Test
  void whatWasCommittedSurvivesAKillAndTheOrphanIsReplaced(@TempDir Path directory)
      throws Exception {
    // Given
    var killed = EmbeddedAwsProcess.start(directory);
    commit(killed.database("scheduler"));
    var orphan = postmaster(directory);
    killed.process().destroyForcibly().waitFor();
    // When
    try (var next = EmbeddedAwsProcess.start(directory)) {
      // Then
      assertThat(OrphanedPostmaster.isRunning(orphan)).isFalse();
      assertThat(EmbeddedPostgresTest.query(next.database("scheduler"), "select id from runs"))
          .isEqualTo("w1");
    }
  }

  private static void commit(JdbcEndpoint database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        var statement = connection.createStatement()) {
      statement.executeUpdate("create table runs as select 'w1' as id");
    }
  }

  private static ProcessHandle postmaster(Path directory) throws IOException {
    var pid = Files.readAllLines(directory.resolve("postgres/data/postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
