package dev.weir.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStreamTest {
  private final List<String> lines = new ArrayList<>();
  private final LineStream stream = new LineStream(lines::add);

  @Test
  void handsOnLinesHoweverTheyAreWritten() {
    // When
    write("one\ntw");
    write("o\r\n\nthree");
    // Then
    assertThat(lines).containsExactly("one", "two", "");
  }

  @Test
  void handsOnTheRestWhenItIsClosedAndGoesOnAfterwards() {
    // Given
    write("unfinished");
    // When
    stream.close();
    stream.close();
    write("more\n");
    // Then
    assertThat(lines).containsExactly("unfinished", "more");
  }

  @Test
  void cutsALongLineBetweenTwoCharacters() {
    // Given
    var text = "x" + "ü€😀".repeat(10_000);
    // When
    write(text + "\n");
    // Then
    assertThat(String.join("", lines)).isEqualTo(text);
    assertThat(lines)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(LineStream.MAX_LINE));
  }

  @Test
  void bytesThatAreNoTextDoNoHarm() {
    // When
    stream.write(new byte[] {(byte) 0xff, 0, 'a', '\n'}, 0, 4);
    // Then
    assertThat(lines).containsExactly("\uFFFD\uFFFDa");
  }

  @Test
  void continuationBytesWithoutAStartAreCutAnywhere() {
    // Given
    var bytes = new byte[LineStream.MAX_LINE + 5];
    java.util.Arrays.fill(bytes, (byte) 0x80);
    // When
    stream.write(bytes, 0, bytes.length);
    stream.endLine();
    // Then
    assertThat(lines).hasSize(2);
  }

  private void write(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
  }
}
