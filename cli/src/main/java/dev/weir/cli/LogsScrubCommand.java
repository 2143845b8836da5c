package dev.weir.cli;

import dev.weir.history.RunPlaces;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "scrub",
    description = {
      "Replace what a task printed, or each task of a step, by a line that says so; for good.",
      "The tasks must have ended. A mesh's run is its owner's to scrub."
    })
final class LogsScrubCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Option(
      names = "--list",
      description = "Change nothing; show what was replaced in RUN's logs, by whom and when.")
  private boolean list;

  @Parameters(paramLabel = "RUN/STEP[/TASK]", description = "As the lines of a run have it.")
  private String path;

  @ArgGroup private Streams streams = new Streams();

  @ArgGroup private Attempts attempts = new Attempts();

  @Option(names = "--json", description = "What was replaced, as a JSON array.")
  private boolean json;

  private final Output output;

  LogsScrubCommand(Output output) {
    this.output = output;
  }

  static final class Streams {
    @Option(names = "--stdout", description = "Only what it wrote to its standard output.")
    private boolean stdout;

    @Option(names = "--stderr", description = "Only what it wrote to its standard error.")
    private boolean stderr;

    @Option(
        names = "--both",
        description = "Both, and Weir's remarks, which may quote an exception. The default.")
    private boolean both;

    private @Nullable Set<LogLine.Stream> wanted() {
      return stdout ? Set.of(LogLine.Stream.STDOUT) : stderr ? Set.of(LogLine.Stream.STDERR) : null;
    }
  }

  static final class Attempts {
    @Option(names = "--attempt", paramLabel = "N", description = "Only this attempt, from 0.")
    private @Nullable Integer attempt;

    @Option(names = "--latest", description = "Only the newest attempt of each task.")
    private boolean latest;

    @Option(names = "--all", description = "All attempts. The default.")
    private boolean all;

    private @Nullable Integer of(TaskRecord task) {
      return latest ? (Integer) task.attempts().getLast().attempt() : attempt;
    }
  }

  @Override
  public Integer call() {
    try (var places = new RunPlaces(state.state())) {
      if (list) {
        var run = FlowOrRun.runId(path.strip().replaceFirst("/.*", ""));
        show(places.find(run).history().scrubs(run));
        return ExitCode.OK.code();
      }
      var wanted = TaskPath.parse(path);
      var found = places.find(wanted.run());
      var tasks = wanted.in(found);
      tasks.forEach(LogsScrubCommand::refuse);
      var scrubs = new ArrayList<LogScrub>();
      for (var task : tasks) {
        var which = new LogScrubRequest(attempts.of(task), streams.wanted());
        scrubs.addAll(found.history().scrub(task.runId(), task.id(), which));
      }
      show(scrubs);
      return ExitCode.OK.code();
    }
  }

  /** Before anything is changed. */
  private static void refuse(TaskRecord task) {
    var name = task.runId() + "/" + task.key().step() + "/" + task.id();
    if (!task.state().ended()) {
      throw new UserError(
          name
              + " has not ended yet, so its log may go on. Nothing was scrubbed; wait for its end");
    }
    var origin = task.attempts().getLast().origin();
    if (origin != null) {
      var ran = origin.run() + "/" + task.key().step() + "/" + origin.task();
      throw new UserError(
          name
              + " was taken over and printed nothing itself. Scrub what ran: weir logs scrub "
              + ran);
    }
  }

  private void show(List<LogScrub> scrubs) {
    if (json) {
      output.json(scrubs);
      return;
    }
    if (scrubs.isEmpty()) {
      output.say(
          list
              ? "nothing was scrubbed"
              : "nothing to scrub: there is no such attempt, or it has been scrubbed before");
    }
    for (var scrub : scrubs) {
      var what =
          scrub.streams().stream().map(LogsScrubCommand::name).collect(Collectors.joining(", "));
      output.print(
          "[%s/%s/%s] attempt %d: %,d lines of %s replaced by %s at %s"
              .formatted(
                  scrub.runId(),
                  scrub.step(),
                  scrub.taskId(),
                  scrub.attempt(),
                  scrub.lines(),
                  what,
                  scrub.by(),
                  scrub.at()));
    }
  }

  private static String name(LogLine.Stream stream) {
    return switch (stream) {
      case STDOUT -> "standard output";
      case STDERR -> "standard error";
      case RUNTIME -> "Weir's remarks";
    };
  }
}
