package dev.weir.cli;

import dev.weir.history.RecordException;
import dev.weir.protocol.RunState;

/** What the command's exit code says; docs/cli.md lists them. */
public enum ExitCode {
  OK(0),
  /** The run did not succeed, or a part of the mesh is not healthy. */
  FAILED(1),
  /** The command line, the flow or what it names is wrong. */
  USAGE(2),
  /** A service, the file system or another part around the command does not work. */
  UNAVAILABLE(3),
  /** A fault of Weir's own. */
  INTERNAL(70),
  /** 128 + SIGINT, as shells have it. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** What a command that follows a run to its end answers. */
  static ExitCode of(RunState end) {
    return switch (end) {
      case SUCCEEDED -> OK;
      case RUNNING, FAILED, CANCELLED -> FAILED;
    };
  }

  /** What trouble with the record of runs is. */
  public static ExitCode of(RecordException trouble) {
    return switch (trouble.kind()) {
      case WRONG -> USAGE;
      case UNAVAILABLE -> UNAVAILABLE;
    };
  }

  public int code() {
    return code;
  }
}
