package dev.weir.cli.run;

/**
 * How much of what a task prints is kept in the record.
 *
 * @param megabytes of each attempt's standard output, and as much of its standard error
 */
public record LogLimit(int megabytes) {
  public static final LogLimit DEFAULT = new LogLimit(10);

  long bytes() {
    return (long) megabytes << 20;
  }
}
