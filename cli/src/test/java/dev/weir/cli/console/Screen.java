package dev.weir.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a terminal shows after what was written to it: the little of a terminal that Weir uses.
 * Lines wrap, and wrap anew when the size changes. Anything else that was written is an error.
 */
public final class Screen {
  private final List<Row> rows = new ArrayList<>(List.of(new Row()));
  private int columns;
  private int height;
  private int row;
  private int column;
  private String sequence = "";

  public Screen(int columns, int height) {
    this.columns = columns;
    this.height = height;
  }

  private static final class Row {
    private final StringBuilder text = new StringBuilder();
    private boolean goesOn;
  }

  /** Takes what was written, as the terminal's driver hands it on. */
  public synchronized void write(String text) {
    text.codePoints().forEach(this::take);
  }

  /** All lines, those that have scrolled away too; without blanks at their ends. */
  public synchronized List<String> lines() {
    var lines = rows.stream().map(line -> line.text.toString().stripTrailing());
    return lines.collect(Collectors.toCollection(ArrayList::new));
  }

  /** How many lines stand above the cursor. */
  public synchronized int cursorRow() {
    return row;
  }

  public synchronized int cursorColumn() {
    return column;
  }

  /**
   * As most terminals do it: what was wrapped is wrapped anew. The cursor rests in a line's begin.
   */
  public synchronized void resize(int newColumns, int newHeight) {
    var whole = new ArrayList<String>();
    int cursorLine = 0;
    var line = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      if (i == row) {
        cursorLine = whole.size();
      }
      line.append(rows.get(i).text);
      if (!rows.get(i).goesOn) {
        whole.add(line.toString().stripTrailing());
        line.setLength(0);
      }
    }
    columns = newColumns;
    height = newHeight;
    rows.clear();
    rows.add(new Row());
    row = 0;
    column = 0;
    int target = 0;
    for (int i = 0; i < whole.size(); i++) {
      target = i == cursorLine ? row : target;
      whole.get(i).codePoints().forEach(this::put);
      if (i < whole.size() - 1) {
        lineFeed();
        column = 0;
      }
    }
    row = target;
    column = 0;
  }

  private void take(int c) {
    if (!sequence.isEmpty() || c == 0x1b) {
      sequence += Character.toString(c);
      if (sequence.length() > 2 && c >= '@') {
        var complete = sequence;
        sequence = "";
        control(complete.substring(2));
      }
      return;
    }
    switch (c) {
      case '\r' -> column = 0;
      case '\n' -> lineFeed();
      default -> put(c);
    }
  }

  private void put(int c) {
    if (column == columns) {
      rows.get(row).goesOn = true;
      lineFeed();
      column = 0;
    }
    var text = rows.get(row).text;
    while (text.length() <= column) {
      text.append(' ');
    }
    text.setCharAt(column++, (char) c);
  }

  private void lineFeed() {
    row++;
    if (row == rows.size()) {
      rows.add(new Row());
    }
  }

  private void control(String command) {
    char what = command.charAt(command.length() - 1);
    var number = command.substring(0, command.length() - 1);
    switch (what) {
      case 'A' -> row = Math.max(Math.max(0, rows.size() - height), row - Integer.parseInt(number));
      case 'K' -> erase(rows.get(row), column);
      case 'J' -> {
        erase(rows.get(row), column);
        rows.subList(row + 1, rows.size()).forEach(below -> erase(below, 0));
      }
      case 'm' -> {}
      case 'h', 'l' -> {
        if (!number.equals("?2026")) {
          throw new IllegalStateException("no terminal needs " + command);
        }
      }
      default -> throw new IllegalStateException("unknown: " + command);
    }
  }

  private static void erase(Row line, int from) {
    line.text.setLength(Math.min(line.text.length(), from));
    line.goesOn = false;
  }
}
