package dev.weir.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.TaskOutcome;
import dev.weir.runtime.packaging.Tasks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTest {

  static Stream<FromTask> fromTask() {
    return Stream.of(
        new FromTask.Ready(),
        new FromTask.Started(),
        new FromTask.Log(new LogLine(Instant.EPOCH, LogLine.Stream.STDERR, "ü\n\"")),
        new FromTask.Exiting("at Flow.start"),
        new FromTask.Finished(
            new TaskOutcome.Failed(new Failure(FailureKind.USER_ERROR, "no", null)),
            Map.of(),
            "it failed"));
  }

  static Stream<StoreLocation> stores() {
    return Stream.of(
        new StoreLocation.Local(Path.of("/some/where")),
        new StoreLocation.Remote(
            URI.create("http://localhost:1"), new Project("default"), new Principal("ada")),
        new StoreLocation.Remote(
            URI.create("http://localhost:1"),
            new Project("default"),
            new Principal("ada"),
            new StoreLocation.Cache(Path.of("/cache"), 1000)));
  }

  @ParameterizedTest
  @MethodSource
  void fromTask(FromTask frame) throws IOException {
    // When
    var encoded = Frames.encode(frame);
    var read = Frames.read(new ByteArrayInputStream(encoded), FromTask.class);
    // Then
    assertThat(read).contains(frame);
    assertThat(jsonOf(encoded)).isEqualTo(byDatabind(frame));
  }

  @ParameterizedTest
  @MethodSource
  void stores(StoreLocation store) throws IOException {
    // Given
    var task = Tasks.of(Digest.of(new byte[0])).start(Map.of("n", 1));
    var frame = new ToTask.RunTask("token", task, store, Path.of("/cache"));
    // When
    var encoded = Frames.encode(frame);
    var read = Frames.read(new ByteArrayInputStream(encoded), ToTask.class);
    // Then
    assertThat(read).contains(frame);
    assertThat(jsonOf(encoded)).isEqualTo(byDatabind(frame));
  }

  private static String jsonOf(byte[] frame) {
    return new String(frame, Integer.BYTES, frame.length - Integer.BYTES, StandardCharsets.UTF_8);
  }

  /** What is generated for them does as Jackson does with their annotations. */
  private static String byDatabind(Object frame) throws IOException {
    return new String(Json.mapper().writeValueAsBytes(frame), StandardCharsets.UTF_8);
  }

  @Test
  void framesFollowEachOtherUntilTheEnd() throws IOException {
    // Given
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Frames.encode(new FromTask.Ready()));
    bytes.writeBytes(Frames.encode(new FromTask.Started()));
    var in = new ByteArrayInputStream(bytes.toByteArray());
    // When
    var frames =
        Stream.of(
            Frames.read(in, FromTask.class),
            Frames.read(in, FromTask.class),
            Frames.read(in, FromTask.class));
    // Then
    assertThat(frames.flatMap(java.util.Optional::stream))
        .containsExactly(new FromTask.Ready(), new FromTask.Started());
  }

  @Test
  void refusesHalfAFrame() {
    // Given
    var bytes = Frames.encode(new FromTask.Ready());
    var half = new ByteArrayInputStream(bytes, 0, bytes.length - 1);
    // Then
    assertThatThrownBy(() -> Frames.read(half, FromTask.class)).isInstanceOf(IOException.class);
  }
}
