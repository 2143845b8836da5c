package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reliability.md promises nothing that no test holds. */
class ReliabilityTest {
  private static final Path TABLE = Weir.INSTALL.resolve("docs/reliability.md");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final int CELLS = 4;

  @Test
  void eachRowNamesTestsThatThereAre() throws IOException {
    var tests = TestClasses.all();
    assertThat(rows())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            row -> {
              assertThat(row).as(row.getFirst()).hasSize(CELLS).noneMatch(String::isEmpty);
              var named = NAME.matcher(row.getLast()).results().map(name -> name.group(1)).toList();
              assertThat(named).as(row.getFirst()).isNotEmpty().isSubsetOf(tests);
            });
  }

  /** Without what stands before the first bar and after the last one. */
  private static List<List<String>> rows() throws IOException {
    try (var lines = Files.lines(TABLE)) {
      return lines
          .filter(line -> line.startsWith("| ") && !line.startsWith("| what happens "))
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
          .map(cells -> cells.subList(1, cells.size() - 1))
          .toList();
    }
  }
}
