package dev.weir.cli.run;

import dev.weir.history.StateDirectory;
import dev.weir.protocol.RunId;
import java.nio.file.Path;
import java.util.Optional;

/** The command that resumes a run, as it can be typed. */
final class ResumeHint {
  private ResumeHint() {}

  static String of(RunId run, Optional<Path> source, StateDirectory state) {
    return "weir resume --origin-run-id "
        + run
        + (state.isUsual() ? "" : " --state-dir " + quoted(state.root()))
        + source.map(file -> " " + quoted(file)).orElse("");
  }

  private static String quoted(Path path) {
    var text = path.toString();
    return text.matches("[A-Za-z0-9_./+:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
