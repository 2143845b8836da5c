package dev.weir.cli;

import dev.weir.cli.console.LocalTimes;
import dev.weir.cli.console.Table;
import dev.weir.history.RunPlaces;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "runs",
    description = "List runs, newest first: those of this machine, and of the mesh when it is up.")
final class RunsCommand implements Callable<Integer> {

  @Mixin private StateOption state;
  @Mixin private RunChoice choice;

  @Parameters(paramLabel = "FLOW", arity = "0..1", description = "Only runs of this flow.")
  private @Nullable String flow;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--json", description = "A JSON array with everything that is recorded.")
  private boolean json;

  private final Output output;

  RunsCommand(Output output) {
    this.output = output;
  }

  /**
   * A run, and whose record it is in.
   *
   * @param note what its state does not say
   */
  record PlacedRun(String place, RunRecord run, @Nullable String note) {
    static PlacedRun of(String place, RunRecord run) {
      // Who ends a run says when it ended; a process that was killed says nothing.
      boolean silent = run.state() == RunState.FAILED && run.finishedAt() == null;
      return new PlacedRun(place, run, silent ? "its process is gone" : null);
    }

    private String state() {
      return run.state() + (note == null ? "" : " (" + note + ")");
    }
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UserError("--limit must be at least 1, not " + limit);
    }
    try (var places = new RunPlaces(state.state(), choice.place())) {
      var runs = newest(places);
      if (json) {
        output.json(runs);
        return ExitCode.OK.code();
      }
      output.print(runs.isEmpty() ? nothing() : table(runs));
      return ExitCode.OK.code();
    }
  }

  private List<PlacedRun> newest(RunPlaces places) {
    var all = new ArrayList<PlacedRun>();
    for (var history : places.histories()) {
      history
          .runs(choice.filter(flow, limit))
          .forEach(run -> all.add(PlacedRun.of(history.place(), run)));
    }
    all.sort(Comparator.comparing((PlacedRun placed) -> placed.run().createdAt()).reversed());
    return all.stream().limit(limit).toList();
  }

  private String nothing() {
    return "no "
        + (choice.narrows() ? "such runs" : "runs")
        + (flow == null ? "" : " of " + flow)
        + " in "
        + state.state().root();
  }

  private static String table(List<PlacedRun> runs) {
    var times = LocalTimes.here();
    var table = new Table("run", "flow", "state", "started", "took", "on", "tags");
    for (var placed : runs) {
      var run = placed.run();
      table.row(
          run.id(),
          run.flow(),
          placed.state(),
          times.withSeconds(run.createdAt()),
          took(run),
          placed.place(),
          String.join(" ", run.tags()));
    }
    return table.toString();
  }

  private static String took(RunRecord run) {
    var end = run.finishedAt();
    if (end == null) {
      return "-";
    }
    long tenths = (Duration.between(run.createdAt(), end).toMillis() + 50) / 100;
    return tenths / 10 + "." + tenths % 10 + " s";
  }
}
