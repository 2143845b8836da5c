package dev.weir.cli;

import dev.weir.cli.console.Table;
import dev.weir.cli.store.LocalStore;
import dev.weir.cli.store.Sizes;
import dev.weir.cli.store.StoreStats;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description = "How much is stored, by flow, and what is saved by storing everything once.")
final class StoreStatsCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Option(names = "--json", description = "Everything as one JSON document, sizes in bytes.")
  private boolean json;

  private final Output output;

  StoreStatsCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    try (var store = LocalStore.open(state.state())) {
      var stats = StoreStats.of(store);
      if (json) {
        output.json(stats);
      } else {
        print(stats);
      }
      return ExitCode.OK.code();
    }
  }

  private void print(StoreStats stats) {
    var sums = new Table("", "size", "");
    sums.row("what runs refer to", Sizes.text(stats.referred()), runs(stats));
    sums.row(
        "each chunk once",
        Sizes.text(stats.distinct()),
        saved(stats.referred(), stats.distinct()) + " less: what is the same is stored once");
    sums.row(
        "on the disk",
        Sizes.text(stats.used()),
        saved(stats.distinct(), stats.used()) + " less: compressed");
    sums.row(
        "of no use to any run",
        Sizes.text(stats.unused()),
        stats.unused() == 0 ? "" : "'weir store gc' shows what can go");
    output.print(sums + "\n");
    var flows = new Table("flow", "runs", "refers to", "on the disk", "alone", "not here");
    for (var flow : stats.flows()) {
      flows.row(
          flow.flow(),
          flow.runs(),
          Sizes.text(flow.referred()),
          Sizes.text(flow.stored()),
          Sizes.text(flow.alone()),
          flow.missing());
    }
    output.print(flows.toString());
  }

  private static String runs(StoreStats stats) {
    return stats.runs()
        + (stats.runs() == 1 ? " run" : " runs")
        + (stats.collected() == 0 ? "" : " (" + stats.collected() + " more are collected)");
  }

  private static String saved(long before, long after) {
    var part = before == 0 ? 0 : 100.0 * (before - after) / before;
    return String.format(Locale.ROOT, "%.0f %%", part);
  }
}
