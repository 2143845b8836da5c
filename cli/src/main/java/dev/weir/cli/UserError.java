package dev.weir.cli;

/** Something the one who typed the command can mend; printed as it is, without a stack trace. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  public UserError(String message) {
    this(ExitCode.USAGE, message);
  }

  public UserError(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
