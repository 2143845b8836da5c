package dev.weir.cli.console;

/** How many characters fit into a terminal's line, and how many lines into it. */
public record TerminalSize(int columns, int rows) {
  /** What a terminal has that does not say. */
  static final TerminalSize USUAL = new TerminalSize(80, 24);

  public TerminalSize {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException("no terminal is " + columns + " by " + rows);
    }
  }
}
