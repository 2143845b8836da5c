package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/reliability.md and docs/storage.md promise nothing that no test holds. */
class ReliabilityTest {
  private static final Path MANUAL = Weir.INSTALL.resolve("docs");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final int CELLS = 4;

  @ParameterizedTest
  @CsvSource({"reliability.md, 40", "storage.md, 8"})
  void eachRowNamesTestsThatThereAre(String page, int least) throws IOException {
    var tests = TestClasses.all();
    assertThat(rows(MANUAL.resolve(page)))
        .hasSizeGreaterThan(least)
        .allSatisfy(
            row -> {
              assertThat(row).as(row.getFirst()).hasSize(CELLS).noneMatch(String::isEmpty);
              var named = NAME.matcher(row.getLast()).results().map(name -> name.group(1)).toList();
              assertThat(named).as(row.getFirst()).isNotEmpty().isSubsetOf(tests);
            });
  }

  /** Without what stands before the first bar and after the last one. */
  private static List<List<String>> rows(Path page) throws IOException {
    try (var lines = Files.lines(page)) {
      return lines
          .dropWhile(line -> !line.startsWith("| what happens "))
          .filter(line -> line.startsWith("| ") && !line.startsWith("| what happens "))
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
          .map(cells -> cells.subList(1, cells.size() - 1))
          .toList();
    }
  }
}
