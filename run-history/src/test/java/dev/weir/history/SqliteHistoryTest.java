package dev.weir.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.client.RunFilter;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.Digest;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends RunHistoryContract {
  @TempDir private Path folder;
  private LocalRecord record;
  private long runs = 1_763_680_906_936_000L;

  @BeforeEach
  void open() {
    record = LocalRecord.open(folder.resolve("weir.db"));
  }

  @AfterEach
  void close() {
    record.close();
  }

  @Override
  RunHistory history() {
    return record.history();
  }

  @Override
  RunRecorder recorder() {
    return record.recorder();
  }

  @Override
  RunId nextRun() {
    return new RunId(Long.toString(++runs));
  }

  @Test
  void aRecordOfAnotherSchemaIsNamedAndLeftAlone() throws Exception {
    // Given
    var file = folder.resolve("old.db");
    try (var old = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = old.createStatement()) {
      statement.execute("CREATE TABLE runs (id TEXT)");
      statement.execute("PRAGMA user_version = 1");
    }
    // When, Then
    assertThatThrownBy(() -> LocalRecord.open(file))
        .isInstanceOf(RecordException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("move its folder away");
  }

  @Test
  void aRecordOfTheSchemaBeforeIsBroughtForward() throws Exception {
    // Given
    var file = folder.resolve("before.db");
    var schema =
        new String(
            LocalRecord.class.getResourceAsStream("schema.sql").readAllBytes(),
            StandardCharsets.UTF_8);
    try (var old = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = old.createStatement()) {
      for (var sql : schema.split(";\\s*\n")) {
        statement.execute(sql);
      }
      statement.execute("PRAGMA user_version = 2");
    }
    var run = nextRun();
    // When
    try (var opened = LocalRecord.open(file)) {
      opened.recorder().store(run(run));
      // Then
      assertThat(opened.history().run(run)).contains(run(run));
      assertThat(opened.history().scrubs(run)).isEmpty();
    }
  }

  @Test
  void whatWasScrubbedIsInNoFile() throws Exception {
    // Given
    var run = nextRun();
    var task = new TaskId("1");
    recorder().store(run(run));
    recorder().store(attempt(run, task));
    for (int sequence = 0; sequence < 60; sequence++) {
      var secrets =
          IntStream.range(0, 200).mapToObj(i -> line("secret-" + i + "x".repeat(90))).toList();
      recorder().store(new LogChunk(run, task, "start", 0, sequence, secrets));
    }
    assertThat(inFiles("secret-7")).isTrue();
    // When
    history().scrub(run, task, new LogScrubRequest(null, null));
    // Then
    assertThat(inFiles("secret-")).isFalse();
    assertThat(inFiles("REDACTED")).isTrue();
  }

  private boolean inFiles(String text) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  private static LogLine line(String text) {
    return new LogLine(Instant.EPOCH, LogLine.Stream.STDOUT, text);
  }

  private static AttemptRecord attempt(RunId run, TaskId task) {
    return new AttemptRecord(
        run,
        task,
        new TaskKey("start", List.of()),
        0,
        AttemptState.SUCCEEDED,
        "local",
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        Digest.of(new byte[0]),
        Map.of(),
        null);
  }

  @Test
  void aRecordOfAnEarlierVersionIsBroughtUpToDate() throws Exception {
    // Given
    var file = folder.resolve("old.db");
    try (var old = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = old.createStatement();
        var sql = getClass().getResourceAsStream("record-of-version-2.sql")) {
      statement.executeUpdate(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(schemaOf(file)).doesNotContainKey("tasks_by_key").isNotEqualTo(schemaOf(newest()));
    // When
    LocalRecord.open(file).close();
    // Then: nothing is lost, and it is as one that is made now
    try (var again = LocalRecord.open(file)) {
      assertThat(again.history().runs(RunFilter.newest(10)))
          .singleElement()
          .satisfies(run -> assertThat(run.flow()).isEqualTo("OldFlow"))
          .satisfies(run -> assertThat(run.tags()).containsExactly("kept"));
    }
    assertThat(schemaOf(file)).isEqualTo(schemaOf(newest()));
  }

  private Path newest() {
    return folder.resolve("weir.db");
  }

  /** What it consists of, by name, and its version. */
  private static Map<String, String> schemaOf(Path file) throws Exception {
    var parts = new HashMap<String, String>();
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = database.createStatement()) {
      try (var version = statement.executeQuery("PRAGMA user_version")) {
        parts.put("version", version.getString(1));
      }
      var columns =
          "SELECT name, replace(coalesce(sql, ''), 'IF NOT EXISTS ', '') FROM sqlite_master";
      try (var rows = statement.executeQuery(columns)) {
        while (rows.next()) {
          parts.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return parts;
  }

  @Test
  void manyCommandsMayWriteAtOnce() throws Exception {
    // Given
    int writers = 6;
    int each = 20;
    // When
    try (var threads = Executors.newFixedThreadPool(writers)) {
      var writing =
          IntStream.range(0, writers)
              .mapToObj(writer -> threads.submit(() -> writeFromAConnectionOfItsOwn(writer, each)))
              .toList();
      for (var done : writing) {
        done.get();
      }
    }
    // Then
    assertThat(history().runs(RunFilter.newest(1000))).hasSize(writers * each);
  }

  @Test
  void ofManyTagsThatManyCommandsSetAtOnceNoneIsLost() throws Exception {
    // Given
    var run = nextRun();
    recorder().store(run(run));
    history().tag(run, new TagChange(List.of("old0", "old1"), null));
    // When
    try (var threads = Executors.newFixedThreadPool(2)) {
      var writing =
          IntStream.range(0, 2)
              .mapToObj(writer -> threads.submit(() -> tagFromAConnectionOfItsOwn(run, writer)))
              .toList();
      for (var done : writing) {
        done.get();
      }
    }
    // Then
    assertThat(history().run(run).orElseThrow().tags())
        .containsExactlyInAnyOrder(
            IntStream.range(0, 2)
                .boxed()
                .flatMap(writer -> IntStream.range(0, 20).mapToObj(i -> "new" + writer + "-" + i))
                .toArray(String[]::new));
  }

  private void tagFromAConnectionOfItsOwn(RunId run, int writer) {
    try (var own = LocalRecord.open(folder.resolve("weir.db"))) {
      for (int i = 0; i < 20; i++) {
        own.history()
            .tag(run, new TagChange(List.of("new" + writer + "-" + i), List.of("old" + writer)));
      }
    }
  }

  private void writeFromAConnectionOfItsOwn(int writer, int count) {
    try (var own = LocalRecord.open(folder.resolve("weir.db"))) {
      for (int i = 0; i < count; i++) {
        own.recorder().store(run(new RunId("9" + writer + "-" + i)));
      }
    }
  }

  private static RunRecord run(RunId id) {
    return new RunRecord(
        id,
        new Project("default"),
        "ada",
        "Flow",
        Digest.of(new byte[0]),
        Map.of(),
        List.of(),
        List.of(),
        RunState.RUNNING,
        Instant.EPOCH,
        null);
  }
}
