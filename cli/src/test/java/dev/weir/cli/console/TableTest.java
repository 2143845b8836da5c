package dev.weir.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
    // Given
    var table = new Table("genre", "median");
    // When
    table.row("Comédie", "1,204").row("War", "12");
    // Then
    assertThat(table.toString())
        .isEqualTo(
            """
            genre    median
            Comédie   1,204
            War          12""");
  }
}
