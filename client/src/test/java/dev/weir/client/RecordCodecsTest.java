package dev.weir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Frame;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.RunState;
import dev.weir.protocol.Snapshot;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.Transition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated does as Jackson's databind does, which the services use. */
class RecordCodecsTest {
  private static final RecordCodecs CODECS = new ProtocolTypesCodecs();
  private static final int ROUNDS = 200;

  static Stream<Class<?>> types() {
    return WireRecords.all().values().stream()
        .filter(RecordCodecsTest::isKnown)
        .<Class<?>>map(Record::getClass)
        .distinct();
  }

  @Test
  void whatEveryRunNeedsIsKnown() {
    assertThat(types())
        .contains(CodePackage.class, Snapshot.class, TaskAssignment.class, AttemptRecord.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void anyRecordIsWrittenAndReadAsByDatabind(Class<?> type) throws IOException {
    long seed = System.nanoTime();
    var records = new RandomRecords(seed);
    for (int i = 0; i < ROUNDS; i++) {
      // Given
      var record = records.of(type);
      var expected = new String(Json.mapper().writeValueAsBytes(record), StandardCharsets.UTF_8);
      // When
      var written = write(record);
      var read = read(expected, type);
      // Then
      assertThat(written).as("seed %d", seed).isEqualTo(expected);
      assertThat(read).as("seed %d: %s", seed, expected).isEqualTo(byDatabind(expected, type));
    }
  }

  @Test
  void sealedTypesAreReadByTheirTag() throws IOException {
    assertThat(read("{\"kind\":\"choice\",\"step\":\"a\"}", Transition.class))
        .isEqualTo(new Transition.Choice("a"));
    assertThat(read("{\"kind\":\"lost\",\"reason\":\"gone\"}", TaskOutcome.Lost.class))
        .isEqualTo(new TaskOutcome.Lost("gone"));
    assertThat(read("\"FAILED\"", RunState.class)).isEqualTo(RunState.FAILED);
  }

  @Test
  void whatAnotherReleaseAddsIsSkipped() throws IOException {
    assertThat(
            read(
                "{\"frames\":[],\"new\":{\"a\":[1,{}]},\"round\":0,\"step\":\"a\"}", TaskKey.class))
        .isEqualTo(new TaskKey("a", List.of()));
  }

  @Test
  void listsOfRecordsAreWrittenAndRead() {
    // Given
    var frames = List.of(new Frame("start", 0, 2), new Frame("next", 1, 2));
    // When
    var text = Json.text(frames);
    // Then
    assertThat(text).isEqualTo(Json.mapper().valueToTree(frames).toString());
    assertThat(Json.readList(text.getBytes(StandardCharsets.UTF_8), Frame.class)).isEqualTo(frames);
    assertThat(Json.readList("[]".getBytes(StandardCharsets.UTF_8), Frame.class)).isEmpty();
  }

  @Test
  void whatCodecsRefuseDatabindStillTakes() {
    // Given: its tag is not the first property, its number is a text
    var json = "{\"size\":\"7\",\"step\":\"a\",\"kind\":\"parallel\"}";
    // Then
    assertThat(Json.read(json.getBytes(StandardCharsets.UTF_8), Transition.class))
        .isEqualTo(new Transition.Parallel("a", 7));
  }

  @Test
  void whatNobodyTakesIsNamed() {
    for (var damaged : List.of("", "{", "[", "{\"split\":\"a\",\"index\":9,\"size\":2}")) {
      var bytes = damaged.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> Json.read(bytes, Frame.class))
          .as(damaged)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a Frame: ");
      assertThatThrownBy(() -> Json.readList(bytes, LogLine.class))
          .as(damaged)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a list of LogLine: ");
    }
  }

  @Test
  void textsAndObjectsOfAnyContentAreRead() {
    assertThat(Json.readList("[\"a\",\"\"]".getBytes(StandardCharsets.UTF_8), String.class))
        .containsExactly("a", "");
    assertThat(Json.readMap("{\"a\":{\"b\":[1,null]}}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Map.of("a", Map.of("b", Arrays.asList(1, null))));
    assertThatThrownBy(() -> Json.readMap("[]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a JSON object: ");
  }

  @Test
  void otherTypesAreLeftToDatabind() throws IOException {
    assertThat(write(new Unknown(7))).isNull();
    assertThat(Json.text(Map.of("value", new Unknown(7)))).isEqualTo("{\"value\":{\"number\":7}}");
    assertThat(Json.read("{\"number\":7}".getBytes(StandardCharsets.UTF_8), Unknown.class))
        .isEqualTo(new Unknown(7));
  }

  @Test
  void equalMapsAreEqualBytes() {
    // Given
    var ref = new ArtifactRef("text", "java.lang.String", null, "");
    // When
    var written = Json.text(new Snapshot(Map.of("b", ref, "a", ref)));
    // Then
    assertThat(written).startsWith("{\"artifacts\":{\"a\":");
  }

  private record Unknown(int number) {}

  private static boolean isKnown(Object record) {
    try {
      return write(record) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Object record) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new JsonFactory().createGenerator(bytes)) {
      if (!CODECS.write(record, out)) {
        return null;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static <T> T read(String json, Class<T> type) throws IOException {
    try (var in = new JsonFactory().createParser(json)) {
      in.nextToken();
      return CODECS.read(type, in);
    }
  }

  private static Object byDatabind(String json, Class<?> type) throws IOException {
    return Json.mapper().readValue(json, type);
  }
}
