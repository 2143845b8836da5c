package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void sttysAnswerIsRead() {
    assertThat(Terminal.parsed("24 80\n")).contains(new TerminalSize(80, 24));
    assertThat(Terminal.parsed("0 0\n")).isEmpty();
    assertThat(Terminal.parsed("stty: standard input: Inappropriate ioctl for device")).isEmpty();
    assertThat(Terminal.parsed("")).isEmpty();
  }

  @Test
  void aDumbTerminalCannotMoveItsCursor() {
    assertThat(Terminal.canMove(Map.of("TERM", "xterm-256color"))).isTrue();
    assertThat(Terminal.canMove(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Terminal.canMove(Map.of())).isFalse();
  }

  @Test
  void noColorTurnsColoursOffUnlessItIsEmpty() {
    assertThat(Colours.of(Map.of()).on()).isTrue();
    assertThat(Colours.of(Map.of("NO_COLOR", "")).on()).isTrue();
    assertThat(Colours.of(Map.of("NO_COLOR", "1")).on()).isFalse();
  }

  @Test
  void whatATaskPrintsCannotMoveTheCursor() {
    // Given
    var text =
        "10 %\r20 %\u001b[2K\u001b[3A\u001b]0;title\u0007 \u001b[31mred\u001b[0m\ttab \u001b7\n";
    // When
    var shown = Printable.lines(text);
    // Then
    assertThat(shown).isEqualTo("10 %20 % \u001b[31mred\u001b[0m\ttab \u001b[0m\n");
    assertThat(Printable.lines("Amélie – ü\n")).isEqualTo("Amélie – ü\n");
  }
}
