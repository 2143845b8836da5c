import dev.weir.flow.*;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Would a newer parser change our numbers? Reads the same text with two versions of one library,
 * side by side, and compares.
 */
public class LibrariesFlow extends FlowSpec {
  @Parameter(help = "Comma-separated text, the first line with the names of its columns")
  String text = "title,gross\n\"Up, up and away\",12\n\"The \"\"Big\"\" One\",30\n";

  List<List<String>> rows;
  String version;
  List<String> versions;
  boolean same;

  /** Both versions read the same text. */
  @Step
  Next start() {
    return branch(this::before, this::after);
  }

  /** With the version that we have. */
  @Step
  @Libraries("org.apache.commons:commons-csv:1.8")
  Next before() throws IOException {
    rows = Before.read(text);
    version = versionOfTheParser();
    return next(this::join);
  }

  /** With the version that we could have. */
  @Step
  @Libraries("org.apache.commons:commons-csv:1.14.0")
  Next after() throws IOException {
    rows = After.read(text);
    version = versionOfTheParser();
    return next(this::join);
  }

  /** Compares what they made of it. */
  @Step
  Next join(Inputs<LibrariesFlow> inputs) {
    versions = inputs.stream().map(input -> input.version).toList();
    same = inputs.named("before").rows.equals(inputs.named("after").rows);
    rows = inputs.named("after").rows;
    return next(this::end);
  }

  /** Says what came out. */
  @Step
  void end() {
    System.out.println(versions + " read " + (same ? "the same" : "different things"));
  }

  private static String versionOfTheParser() {
    return CSVParser.class.getPackage().getImplementationVersion();
  }

  // One class for each version: a step loads only its own, and calls only what its version has.

  private static final class Before {
    @SuppressWarnings("deprecation") // the only way there was
    static List<List<String>> read(String text) throws IOException {
      return rows(text, CSVFormat.DEFAULT.withFirstRecordAsHeader());
    }
  }

  private static final class After {
    static List<List<String>> read(String text) throws IOException {
      return rows(text, CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get());
    }
  }

  private static List<List<String>> rows(String text, CSVFormat format) throws IOException {
    var rows = new ArrayList<List<String>>();
    try (var parser = CSVParser.parse(text, format)) {
      for (var row : parser) {
        rows.add(List.of(row.get("title"), row.get("gross")));
      }
    }
    return rows;
  }
}
