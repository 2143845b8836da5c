package dev.weir.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a header, in columns as wide as they need; numbers to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    rows.add(List.of(header));
  }

  public Table row(Object... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells.length + " cells in a row of " + rows.getFirst());
    }
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> String.valueOf(cells[i])).toList());
    return this;
  }

  @Override
  public String toString() {
    var columns = IntStream.range(0, rows.getFirst().size()).mapToObj(this::column).toList();
    return rows.stream().map(row -> line(row, columns)).collect(Collectors.joining("\n"));
  }

  private record Column(int width, boolean right) {
    private String pad(String cell) {
      var blank = " ".repeat(width - cell.codePointCount(0, cell.length()));
      return right ? blank + cell : cell + blank;
    }
  }

  private Column column(int index) {
    var cells = rows.stream().map(row -> row.get(index)).toList();
    int width =
        cells.stream().mapToInt(cell -> cell.codePointCount(0, cell.length())).max().orElse(0);
    boolean right =
        cells.size() > 1
            && cells.stream().skip(1).allMatch(cell -> cell.matches("-?[0-9][0-9,.]*"));
    return new Column(width, right);
  }

  private static String line(List<String> row, List<Column> columns) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> columns.get(i).pad(row.get(i)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
