package dev.weir.cli;

import dev.weir.client.Json;
import dev.weir.client.Retry;
import dev.weir.history.LogTail;
import dev.weir.history.RunPlaces;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
      "Print what a task wrote, or each task of a step or a run.",
      "Its output goes to standard output, Weir's remarks about it to standard error."
    },
    subcommands = LogsScrubCommand.class)
final class LogsCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Mixin private StateOption state;

  @Parameters(
      paramLabel = "RUN[/STEP[/TASK]]",
      arity = "0..1",
      description = "As the lines of a run have it.")
  private @Nullable String path;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until the task or the run has ended.")
  private boolean follow;

  @Option(names = "--timestamps", description = "When each line was written.")
  private boolean timestamps;

  @Option(names = "--attempt", paramLabel = "N", description = "Only this attempt, from 0.")
  private @Nullable Integer attempt;

  @Option(
      names = "--json",
      description = "A JSON object a line: {run, step, task, attempt, time, stream, text}.")
  private boolean json;

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

  /** A line, for {@code --json}. */
  record LoggedLine(
      RunId run,
      String step,
      TaskId task,
      int attempt,
      Instant time,
      LogLine.Stream stream,
      String text) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (path == null) {
      throw new UserError("whose log? 'weir logs RUN', 'weir logs RUN/STEP' or RUN/STEP/TASK");
    }
    try (var places = new RunPlaces(state.state())) {
      var wanted = LogPath.parse(path);
      var found = places.find(wanted.run());
      if (follow) {
        wanted.requireStep(found);
        follow(wanted, found, places);
      } else {
        var tasks = wanted.tasks(found);
        for (var task : tasks) {
          print(task, tasks.size() > 1, places);
        }
      }
      output.out().flush();
      output.err().flush();
      return ExitCode.OK.code();
    }
  }

  private void follow(LogPath wanted, RunPlaces.Found found, RunPlaces places)
      throws InterruptedException {
    boolean labelled = wanted.task().isEmpty();
    for (var task : wanted.tasksSoFar(found)) {
      if (task.attempts().getLast().origin() != null) {
        print(task, labelled, places);
      }
    }
    var tail = found.history().tail(wanted.run(), wanted.step(), wanted.task());
    // What has ended logs no more, so it is asked about first.
    var retry = new Retry();
    while (!retry.call(() -> ended(wanted, found))) {
      long began = System.nanoTime();
      print(tail, labelled);
      long took = System.nanoTime() - began;
      Thread.sleep(Duration.ofNanos(Math.max(PAUSE.toNanos(), 4 * took)));
    }
    print(tail, labelled);
    wanted.task().ifPresent(task -> wanted.tasks(found)); // or say that it never was
  }

  /** A task that failed may be tried again for as long as its run goes on. */
  private static boolean ended(LogPath wanted, RunPlaces.Found found) {
    var run = found.history().run(wanted.run()).map(RunRecord::state);
    return run.isEmpty()
        || run.get().ended()
        || wanted
            .task()
            .flatMap(task -> found.history().task(wanted.run(), task))
            .filter(task -> task.state() == TaskState.SUCCEEDED)
            .isPresent();
  }

  private void print(LogTail tail, boolean labelled) {
    tail.next(chunk -> print(chunk, chunk.runId(), chunk.taskId(), labelled));
    output.out().flush();
    output.err().flush();
  }

  /** A task that a resumed run took over printed nothing: what is shown is what the origin did. */
  private void print(TaskRecord task, boolean labelled, RunPlaces places) {
    var origin = task.attempts().getLast().origin();
    var run = origin == null ? task.runId() : origin.run();
    var id = origin == null ? task.id() : origin.task();
    places
        .find(run)
        .history()
        .logs(run, id, chunk -> print(chunk, task.runId(), task.id(), labelled));
  }

  private void print(LogChunk chunk, RunId run, TaskId task, boolean labelled) {
    if (attempt != null && attempt != chunk.attempt()) {
      return;
    }
    var label = labelled ? "[" + run + "/" + chunk.step() + "/" + task + "] " : "";
    var text = new StringBuilder();
    var writer = output.out();
    for (var line : chunk.lines()) {
      if (!streams.wants(line.stream())) {
        continue;
      }
      if (writer != writer(line)) {
        print(text, writer);
        writer = writer(line);
      }
      text.append(json ? json(line, chunk, run, task) : time(line) + label + line.text());
      text.append(System.lineSeparator());
    }
    print(text, writer);
  }

  /** Lines together: a system call for each would take most of a long log's time. */
  private static void print(StringBuilder text, PrintWriter writer) {
    writer.print(text);
    writer.flush();
    text.setLength(0);
  }

  private String time(LogLine line) {
    return timestamps ? line.time() + " " : "";
  }

  private static String json(LogLine line, LogChunk chunk, RunId run, TaskId task) {
    return Json.text(
        new LoggedLine(
            run, chunk.step(), task, chunk.attempt(), line.time(), line.stream(), line.text()));
  }

  private PrintWriter writer(LogLine line) {
    return switch (line.stream()) {
      case STDOUT, STDERR -> output.out();
      case RUNTIME -> json ? output.out() : output.err();
    };
  }

  /** {@code RUN}, {@code RUN/STEP} or {@code RUN/STEP/TASK}. */
  private record LogPath(RunId run, Optional<String> step, Optional<TaskId> task) {

    static LogPath parse(String text) {
      if (!text.contains("/")) {
        return new LogPath(FlowOrRun.runId(text), Optional.empty(), Optional.empty());
      }
      var path = TaskPath.parse(text);
      return new LogPath(path.run(), Optional.of(path.step()), path.task());
    }

    /** The tasks there are; an error that lists what there is, when there are none. */
    List<TaskRecord> tasks(RunPlaces.Found found) {
      return step.map(name -> new TaskPath(run, name, task).in(found))
          .orElseGet(() -> tasksSoFar(found));
    }

    List<TaskRecord> tasksSoFar(RunPlaces.Found found) {
      if (task.isPresent()) {
        return found.history().task(run, task.get()).stream().toList();
      }
      var steps = step.map(List::of).orElseGet(() -> found.history().steps(run));
      return steps.stream().flatMap(name -> found.history().tasks(run, name).stream()).toList();
    }

    /** It may not have begun, but it has to be one. */
    void requireStep(RunPlaces.Found found) throws IOException {
      var graph = found.code().graph();
      if (step.isPresent() && graph.find(step.get()).isEmpty()) {
        throw new UserError("'" + step.get() + "' is no step of " + FlowOrRun.stepsOf(graph));
      }
    }
  }
}
