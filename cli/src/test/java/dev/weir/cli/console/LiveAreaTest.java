package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAreaTest {
  private final LiveArea area = new LiveArea();
  private final Screen screen = new Screen(20, 6);

  private void draw(String above, String... lines) {
    screen.write(area.draw(above, List.of(lines), 20).replace("\n", "\r\n"));
  }

  @Test
  void itStandsBelowWhatIsPrinted() {
    // When
    draw("", "start running", "one");
    draw("hello\n", "start done", "two");
    draw("a line that is longer than the screen\n", "start done", "3");
    // Then
    assertThat(screen.lines())
        .containsExactly(
            "hello", "a line that is longe", "r than the screen", "start done", "3", "");
    assertThat(screen.cursorRow()).isEqualTo(5);
    assertThat(screen.cursorColumn()).isZero();
  }

  @Test
  void fewerLinesLeaveNothingOfMore() {
    // When
    draw("", "one", "two", "three");
    draw("", "four");
    draw("said\n");
    // Then
    assertThat(screen.lines())
        .startsWith("said")
        .allMatch(line -> line.isEmpty() || line.equals("said"));
    assertThat(screen.cursorRow()).isOne();
  }

  @Test
  void whatIsThereIsNotWrittenAgain() {
    // Given
    draw("", "one", "two");
    // When
    var again = area.draw("", List.of("one", "two"), 20);
    // Then
    assertThat(again).isEmpty();
  }

  @Test
  void aTerminalThatBecameNarrowerShowsItOnce() {
    // Given
    draw("above\n", "a step that runs", "two");
    // When
    screen.resize(10, 6);
    screen.write(area.draw("", List.of("a step", "2"), 10).replace("\n", "\r\n"));
    // Then
    assertThat(screen.lines()).startsWith("above", "a step", "2");
    assertThat(screen.lines().subList(3, screen.lines().size())).allMatch(String::isEmpty);
  }

  @Test
  void aKeyPressedMeanwhileLeavesNoTrace() {
    // Given
    draw("", "one", "two");
    // When
    screen.write("^C");
    draw("", "three", "four");
    // Then
    assertThat(screen.lines()).containsExactly("three", "four", "");
  }
}
