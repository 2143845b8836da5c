package dev.weir.cli;

import dev.weir.cli.console.Table;
import dev.weir.cli.store.LocalStore;
import dev.weir.cli.store.Sizes;
import dev.weir.gc.Usage;
import dev.weir.gc.Use;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import java.io.IOException;
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
    name = "du",
    description = {
      "What takes how much of the disk: flows, the runs of a FLOW, or what a RUN has.",
      "'alone' is what nobody else has: what would be freed without it."
    })
final class StoreDuCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Parameters(
      paramLabel = "FLOW|RUN",
      arity = "0..1",
      description = "A flow's name, or a run's id. Default: all flows.")
  private @Nullable String what;

  @Option(names = "--json", description = "A JSON array, sizes in bytes.")
  private boolean json;

  private final Output output;

  StoreDuCommand(Output output) {
    this.output = output;
  }

  /**
   * One line.
   *
   * @param stored what its chunks take on the disk
   * @param shared the part that others have too
   * @param bytes uncompressed, each artifact once
   */
  record Line(String name, long stored, long alone, long shared, long bytes, long missing) {}

  @Override
  public Integer call() throws IOException {
    try (var store = LocalStore.open(state.state())) {
      var lines = lines(store);
      if (json) {
        output.json(lines);
        return ExitCode.OK.code();
      }
      var table = new Table(head(store), "on the disk", "alone", "shared", "uncompressed");
      for (var line : lines) {
        table.row(
            line.name() + (line.missing() == 0 ? "" : " (not all of it is here)"),
            Sizes.text(line.stored()),
            Sizes.text(line.alone()),
            Sizes.text(line.shared()),
            Sizes.text(line.bytes()));
      }
      output.print(table.toString());
      return ExitCode.OK.code();
    }
  }

  private String head(LocalStore store) {
    return what == null ? "flow" : isRun(store) ? "of run " + what : "run of " + what;
  }

  private boolean isRun(LocalStore store) {
    return what != null
        && what.matches("[0-9A-Za-z_-]+")
        && store.history().run(new RunId(what)).isPresent();
  }

  private List<Line> lines(LocalStore store) throws IOException {
    var runs = runs(store);
    boolean ofRun = isRun(store);
    if (what != null && !ofRun && runs.stream().noneMatch(run -> run.flow().equals(what))) {
      throw new UserError(
          "no flow or run " + what + " in " + state.state().root() + "; 'weir runs' lists them");
    }
    var usage = new Usage(store.files(), store.store(), store.chunks(), store.runs());
    for (var run : runs) {
      usage.count(run, use -> owner(run, use, ofRun));
    }
    return usage.shares().stream()
        .filter(share -> !share.name().isEmpty())
        .map(
            share ->
                new Line(
                    share.name(),
                    share.total(),
                    share.unique(),
                    share.total() - share.unique(),
                    share.distinct(),
                    share.missing()))
        .sorted(Comparator.comparingLong(Line::stored).reversed())
        .toList();
  }

  /** Those of one owner stand together. */
  private static List<RunRecord> runs(LocalStore store) {
    var runs = new ArrayList<RunRecord>();
    store
        .runs()
        .runs(
            run -> {
              if (run.collected() == null) {
                runs.add(run);
              }
            });
    runs.sort(Comparator.comparing(RunRecord::flow));
    return runs;
  }

  /** Empty for all that is not asked for: what it has is shared, but it is no line. */
  private String owner(RunRecord run, Use use, boolean ofRun) {
    if (what == null) {
      return run.flow();
    }
    if (!ofRun) {
      return run.flow().equals(what) ? run.id().value() : "";
    }
    if (!run.id().value().equals(what)) {
      return "";
    }
    return switch (use.part()) {
      case CODE -> "code";
      case PARAMETER -> "parameter " + use.name();
      case SNAPSHOT -> use.step() + ": snapshots";
      case ITEMS -> use.step() + ": items of its foreach";
      case ARTIFACT -> use.step() + ": " + use.name();
    };
  }
}
