package dev.weir.store.gc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.Pack;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.client.Json;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.StoreCollection;
import dev.weir.protocol.StoreCollection.State;
import dev.weir.store.StoreConfig;
import dev.weir.store.StoreTest;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.CollectionRows;
import dev.weir.store.index.PackStates;
import dev.weir.store.index.PackedChunk;
import dev.weir.store.index.Space;
import dev.weir.store.index.Spaces;
import dev.weir.store.index.Uploads;
import dev.weir.store.s3.S3Objects;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection with all its parts, but for the services that it asks which runs there are. */
@StoreTest
class SpaceCollectionTest {
  @Inject ChunkIndex index;
  @Inject PackStates states;
  @Inject Spaces spaces;
  @Inject Uploads uploads;
  @Inject S3Objects objects;
  @Inject CollectionRows rows;
  @Inject StoreConfig store;
  @Inject DataSource database;

  @TempDir Path folder;
  private HttpServer neighbours;
  private Space space;
  private List<RunRecord> runs = List.of();
  private int status = 200;

  @BeforeEach
  void aRecordOfRuns() throws IOException {
    space = spaces.of(new Project("gc-" + UUID.randomUUID()));
    neighbours = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    neighbours.createContext("/v1/runs", this::answer);
    neighbours.start();
  }

  /** Both services at one place: the scheduler is asked for what is in motion, and has nothing. */
  private void answer(HttpExchange exchange) throws IOException {
    var asked = exchange.getRequestURI();
    var recorded =
        asked.getPath().equals("/v1/runs") && !asked.getQuery().contains("state=RUNNING");
    var bytes = recorded ? Json.bytes(runs) : "[]".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterEach
  void stop() {
    neighbours.stop(0);
  }

  /** What would be configured. */
  private record Config(URI neighbours) implements GcConfig {
    @Override
    public Optional<URI> metadataUrl() {
      return Optional.of(neighbours);
    }

    @Override
    public Optional<URI> schedulerUrl() {
      return Optional.of(neighbours);
    }

    @Override
    public Optional<Duration> every() {
      return Optional.empty();
    }

    @Override
    public Duration grace() {
      return Duration.ofHours(2);
    }

    @Override
    public double rewriteBelow() {
      return 0.5;
    }

    @Override
    public Optional<Duration> keepFor() {
      return Optional.empty();
    }

    @Override
    public Optional<Integer> keepLast() {
      return Optional.empty();
    }

    @Override
    public List<String> keepTags() {
      return List.of("keep");
    }

    @Override
    public Map<String, Rules> projects() {
      return Map.of();
    }
  }

  private StoreCollection collect(boolean delete) {
    var config = new Config(URI.create("http://localhost:" + neighbours.getAddress().getPort()));
    var id = rows.begin(space, !delete).orElseThrow();
    new SpaceCollection(index, states, uploads, objects, rows, config, store, Clock.systemUTC())
        .run(space, id, delete);
    return rows.find(space).orElseThrow();
  }

  private void put(byte[]... contents) throws IOException {
    var file = folder.resolve("put.pack");
    try (var out = Files.newOutputStream(file)) {
      var pack = new PackWriter(out);
      for (var content : contents) {
        pack.add(Digest.of(content), Frame.of(content, 0, content.length));
      }
      pack.finish();
    }
    var digest = Digest.of(Files.readAllBytes(file));
    var upload = uploads.begin(space, digest);
    objects.put(upload.objectKey(), digest, new Principal("ada"), file);
    try (var pack = Pack.open(file)) {
      var chunks =
          pack.entries().stream()
              .map(
                  entry ->
                      new PackedChunk(
                          new ChunkId(entry.chunk().sha256()),
                          (int) entry.chunk().size(),
                          (int) entry.at(),
                          entry.stored()))
              .toList();
      index.add(space, upload, chunks, usage -> {});
    }
  }

  /** All that was touched, and all that was condemned, was so three hours before. */
  private void hoursPass() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "update chunk set touched_at = touched_at - interval '3 hours' where space = "
              + space.id());
      statement.execute(
          "update pack set condemned_at = condemned_at - interval '3 hours' where space = "
              + space.id());
    }
  }

  private byte[] code(byte[] jar) {
    return Json.bytes(
        new CodePackage(
            new FlowGraph("Films", null, List.of()), "Films", List.of(), Digest.of(jar), "1"));
  }

  private RunRecord run(byte[] code) {
    return new RunRecord(
        new RunId("w1"),
        space.project(),
        "ada",
        "Films",
        Digest.of(code),
        Map.of(),
        List.of(),
        List.of(),
        RunState.SUCCEEDED,
        Instant.now(),
        Instant.now());
  }

  private boolean isThere(byte[] content) {
    return new SpaceChunks(space, index, objects).hasNode(Digest.of(content).sha256());
  }

  private static byte[] bytes(String text) {
    return text.repeat(100).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatNoRunNeedsGoesAfterTwoPassesAndWhatOneNeedsStays() throws Exception {
    // Given
    var jar = bytes("jar");
    var code = code(jar);
    put(jar, code, bytes("b"));
    put(bytes("of no run"));
    runs = List.of(run(code));
    // When
    var young = collect(true);
    hoursPass();
    var preview = collect(false);
    var condemning = collect(true);
    hoursPass();
    var deleting = collect(true);
    // Then
    assertThat(young.amounts().get("spared").packs()).isEqualTo(1);
    assertThat(preview.preview()).isTrue();
    assertThat(preview.amounts().get("condemned")).isEqualTo(condemning.amounts().get("condemned"));
    assertThat(condemning.amounts().get("condemned").packs()).isEqualTo(1);
    assertThat(deleting.state()).isEqualTo(State.DONE);
    assertThat(deleting.keptRuns()).isEqualTo(1);
    assertThat(deleting.amounts().get("deleted").packs()).isEqualTo(1);
    assertThat(isThere(bytes("of no run"))).isFalse();
    assertThat(isThere(jar)).isTrue();
    assertThat(new SpaceChunks(space, index, objects).node(Digest.of(code).sha256()))
        .isEqualTo(code);
  }

  @Test
  void whoAsksForACondemnedChunkTakesItBack() throws Exception {
    // Given
    put(bytes("wanted again"));
    hoursPass();
    collect(true);
    hoursPass();
    // When
    var here = index.claim(space, List.of(new ChunkId(Digest.of(bytes("wanted again")).sha256())));
    var after = collect(true);
    // Then
    assertThat(here).hasSize(1);
    assertThat(after.amounts().get("deleted").packs()).isZero();
    assertThat(isThere(bytes("wanted again"))).isTrue();
  }

  @Test
  void whenTheRecordDoesNotAnswerNothingGoes() throws Exception {
    // Given
    put(bytes("of no run"));
    hoursPass();
    status = 503;
    // When
    var failed = collect(true);
    // Then
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.failure()).isNotEmpty();
    status = 200;
    hoursPass();
    assertThat(collect(true).amounts().get("deleted").packs()).isZero();
  }

  @Test
  void whenABlobOfAKeptRunIsNotThereNothingGoes() throws Exception {
    // Given
    put(bytes("of no run"));
    hoursPass();
    runs = List.of(run(code(bytes("jar"))));
    // When
    var failed = collect(true);
    // Then
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.failure()).contains("nothing goes", "w1 code: package", "/collected");
    assertThat(isThere(bytes("of no run"))).isTrue();
  }

  @Test
  void oneAtATime() {
    // Given
    var first = rows.begin(space, true);
    // When
    var second = rows.begin(space, false);
    // Then
    assertThat(first).isPresent();
    assertThat(second).isEmpty();
    assertThat(rows.isAlive(space, first.get())).isTrue();
    assertThat(rows.isAlive(space, UUID.randomUUID())).isFalse();
  }
}
