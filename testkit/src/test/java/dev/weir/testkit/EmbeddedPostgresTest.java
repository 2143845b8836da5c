package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @Test
  void databasesOfOneServerAreApart() throws IOException, SQLException {
    try (var postgres = EmbeddedPostgres.temporary()) {
      // Given
      var scheduler = postgres.createDatabase("scheduler");
      var metadata = postgres.createDatabase("metadata");
      // When
      update(scheduler, "create table runs (id text)");
      // Then
      assertThat(query(scheduler, "select count(*) from runs")).isEqualTo("0");
      assertThatThrownBy(() -> query(metadata, "select count(*) from runs"))
          .hasMessageContaining("runs");
    }
  }

  @Test
  void rowsSurviveARestartOnTheSameDirectory(@TempDir Path directory)
      throws IOException, SQLException {
    // Given
    try (var postgres = EmbeddedPostgres.durable(directory, 0)) {
      var scheduler = postgres.createDatabase("scheduler");
      update(scheduler, "create table runs as select 'w1' as id");
    }
    // When
    try (var postgres = EmbeddedPostgres.durable(directory, 0)) {
      // Then
      assertThat(query(postgres.createDatabase("scheduler"), "select id from runs"))
          .isEqualTo("w1");
    }
  }

  @Test
  void durableOneWaitsForTheDiskAndTemporaryOneDoesNot(@TempDir Path directory)
      throws IOException, SQLException {
    try (var durable = EmbeddedPostgres.durable(directory, 0);
        var temporary = EmbeddedPostgres.temporary()) {
      assertThat(query(durable.createDatabase("a"), "show fsync")).isEqualTo("on");
      assertThat(query(durable.createDatabase("a"), "show synchronous_commit")).isEqualTo("on");
      assertThat(query(temporary.createDatabase("a"), "show fsync")).isEqualTo("off");
    }
  }

  @Test
  void directoryInUseIsRefusedByName(@TempDir Path directory) throws IOException {
    try (var first = EmbeddedPostgres.durable(directory, 0)) {
      assertThat(first.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedPostgres.durable(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void interruptedFirstStartIsMadeAnew(@TempDir Path directory) throws IOException, SQLException {
    // Given
    Files.writeString(directory.resolve("initialising"), "");
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/postgresql.conf"), "half = written");
    // When
    try (var postgres = EmbeddedPostgres.durable(directory, 0)) {
      // Then
      assertThat(query(postgres.createDatabase("scheduler"), "select 1")).isEqualTo("1");
    }
  }

  private static void update(JdbcEndpoint database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  static String query(JdbcEndpoint database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
