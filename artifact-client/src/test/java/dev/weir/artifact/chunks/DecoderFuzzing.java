package dev.weir.artifact.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Searches for inputs that break a decoder, led by what code they reach, in a JVM with a small
 * heap. Not among the tests of a build: {@code mvn -Pfuzz -pl artifact-client -am test
 * -Dtest=DecoderFuzzing -Dsurefire.failIfNoSpecifiedTests=false -Dweir.fuzz.seconds=600}.
 */
class DecoderFuzzing {
  private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

  @Test
  void nothingBreaksADecoder() throws Exception {
    // Given
    var corpus = Files.createDirectories(FOLDER.resolve("corpus"));
    for (var decoder : Decoder.values()) {
      var samples = decoder.samples();
      for (var i = 0; i < samples.size(); i++) {
        var sample = samples.get(i);
        var seed = ByteBuffer.allocate(sample.length + 1).put((byte) decoder.ordinal()).put(sample);
        Files.write(corpus.resolve(decoder + "-" + i), seed.array());
      }
    }
    var log = FOLDER.resolve("jazzer.log");
    var jazzer =
        new ProcessBuilder(command(corpus))
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // When
    var status = jazzer.start().waitFor();
    // Then
    var lines = Files.readAllLines(log);
    assertThat(status).as(String.join("\n", tail(lines))).isZero();
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("Done "));
  }

  private static List<String> command(Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + DecoderFuzz.class.getName(),
        "--instrumentation_includes=dev.weir.artifact.**",
        "-rss_limit_mb=0",
        "-max_len=65536",
        "-max_total_time=" + Long.getLong("weir.fuzz.seconds", 60),
        corpus.toString());
  }

  private static List<String> tail(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 60), lines.size());
  }
}
