package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/parity.md names only tests that there are, and a test for all that it calls built. */
class ParityTest {
  private static final Path TABLE = Weir.INSTALL.resolve("docs/parity.md");
  private static final Pattern STATUS =
      Pattern.compile("(built|partly|planned|not for (Java|Weir)|another part)\\b.*");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** One row of the table: what Weir does, and the text that names the tests. */
  private record Row(String feature, String weir, String tests) {
    List<String> testNames() {
      return NAME.matcher(tests).results().map(name -> name.group(1)).toList();
    }
  }

  @Test
  void everyRowSaysHowItStands() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(100);
    assertThat(rows()).allSatisfy(row -> assertThat(row.weir()).matches(STATUS));
  }

  @Test
  void whatIsBuiltNamesATest() throws IOException {
    assertThat(rows())
        .filteredOn(row -> row.weir().startsWith("built"))
        .allSatisfy(row -> assertThat(row.testNames()).as(row.feature()).isNotEmpty());
  }

  @Test
  void everyTestNamedExists() throws IOException {
    var tests = TestClasses.all();
    assertThat(rows())
        .allSatisfy(row -> assertThat(tests).as(row.feature()).containsAll(row.testNames()));
  }

  private static List<Row> rows() throws IOException {
    try (var lines = Files.lines(TABLE)) {
      return lines
          .filter(line -> line.startsWith("| ") && !line.startsWith("| feature "))
          .map(ParityTest::row)
          .toList();
    }
  }

  private static Row row(String line) {
    var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    assertThat(cells).as("cells of: " + line).hasSize(6);
    return new Row(cells.get(1), cells.get(3), cells.get(4));
  }
}
