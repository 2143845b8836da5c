package dev.weir.cli;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.TaskRecord;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = {
      "Print what a task wrote, or each task of a step.",
      "Its output goes to standard output, Weir's remarks about it to standard error."
    })
final class LogsCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Parameters(paramLabel = "RUN/STEP[/TASK]", description = "As the lines of a run have it.")
  private String path;

  @Option(names = "--timestamps", description = "When each line was written.")
  private boolean timestamps;

  @Option(names = "--attempt", paramLabel = "N", description = "Only this attempt, from 0.")
  private @Nullable Integer attempt;

  @ArgGroup private Streams streams = new Streams();

  private final Output output;

  LogsCommand(Output output) {
    this.output = output;
  }

  static final class Streams {
    @Option(names = "--stdout", description = "Only what it wrote to its standard output.")
    private boolean stdout;

    @Option(names = "--stderr", description = "Only what it wrote to its standard error.")
    private boolean stderr;

    boolean wants(LogLine.Stream stream) {
      return switch (stream) {
        case STDOUT -> !stderr;
        case STDERR -> !stdout;
        case RUNTIME -> !stdout && !stderr;
      };
    }
  }

  @Override
  public Integer call() {
    try (var places = new RunPlaces(state.state())) {
      var wanted = TaskPath.parse(path);
      var found = places.find(wanted.run());
      var tasks = wanted.in(found);
      for (var task : tasks) {
        print(task, tasks.size() > 1, places);
      }
      output.out().flush();
      return ExitCode.OK.code();
    }
  }

  /** A task that a resumed run took over printed nothing: what is shown is what the origin did. */
  private void print(TaskRecord task, boolean labelled, RunPlaces places) {
    var origin = task.attempts().getLast().origin();
    var run = origin == null ? task.runId() : origin.run();
    var id = origin == null ? task.id() : origin.task();
    var found = places.find(run);
    var label =
        labelled ? "[" + task.runId() + "/" + task.key().step() + "/" + task.id() + "] " : "";
    for (var chunk : found.history().logs(run, id)) {
      if (attempt != null && attempt != chunk.attempt()) {
        continue;
      }
      for (var line : chunk.lines()) {
        if (streams.wants(line.stream())) {
          writer(line).println((timestamps ? line.time() + " " : "") + label + line.text());
        }
      }
    }
  }

  private PrintWriter writer(LogLine line) {
    return switch (line.stream()) {
      case STDOUT, STDERR -> output.out();
      case RUNTIME -> output.err();
    };
  }
}
