package dev.weir.cli;

import dev.weir.cli.store.LocalStore;
import dev.weir.cli.store.Progress;
import dev.weir.cli.store.Sizes;
import dev.weir.gc.Harm;
import dev.weir.gc.Harm.HarmedUse;
import dev.weir.gc.LocalVerification;
import dev.weir.gc.LocalVerification.BadChunk;
import dev.weir.gc.Use;
import dev.weir.history.RunHistory;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Read everything that is stored and check it, as fast as the disk allows.",
      "Names what is damaged or missing, whose it is, and what to do. Exit code 0 when all is",
      "sound, 1 when something is not. Flows may run meanwhile."
    })
final class StoreVerifyCommand implements Callable<Integer> {
  private static final int SHOWN = 50;

  @Mixin private StateOption state;

  @Option(names = "--json", description = "Everything as one JSON document.")
  private boolean json;

  private final Output output;

  StoreVerifyCommand(Output output) {
    this.output = output;
  }

  /**
   * What was found.
   *
   * @param bad chunks that are not what their names say
   * @param harmed what runs have and can't be read
   * @param elsewhere how much of runs is not here because it came from a mesh, and may be there
   */
  record Verified(
      long files,
      long chunks,
      long bytes,
      double seconds,
      List<BadChunk> bad,
      List<HarmedUse> harmed,
      long elsewhere) {
    private boolean isSound() {
      return bad.isEmpty() && harmed.isEmpty();
    }
  }

  @Override
  public Integer call() throws IOException {
    try (var store = LocalStore.open(state.state())) {
      var verified = verify(store);
      if (json) {
        output.json(verified);
      } else {
        print(verified, store.history());
      }
      return (verified.isSound() ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private Verified verify(LocalStore store) throws IOException {
    var total = new long[1];
    store.files().inUse(file -> total[0] += file.bytes());
    var check = new LocalVerification(store.root(), Runtime.getRuntime().availableProcessors());
    var began = System.nanoTime();
    try (var _ = new Progress(output.err(), total[0], check::read)) {
      check.run();
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    var harm = new Harm(check.sound(), store.chunks());
    var elsewhere = new Harm(check.sound(), store.chunks());
    var runs = new ArrayList<RunRecord>();
    store.runs().runs(runs::add);
    for (var run : runs) {
      if (run.collected() == null && run.state().ended()) {
        var found = isPartlyElsewhere(run, store.history()) ? elsewhere : harm;
        found.look(run, store.store(), store.runs());
      }
    }
    return new Verified(
        check.files(),
        check.chunks(),
        check.read(),
        seconds,
        check.bad(),
        harm.harmed(),
        elsewhere.harmed().size());
  }

  /** What it took over from a run of a mesh is fetched when it is read, and not before. */
  private static boolean isPartlyElsewhere(RunRecord run, RunHistory here) {
    for (var origin = Optional.ofNullable(run.origin()); origin.isPresent(); ) {
      var before = here.run(origin.get());
      if (before.isEmpty()) {
        return true;
      }
      origin = before.map(RunRecord::origin);
    }
    return false;
  }

  private void print(Verified verified, RunHistory history) {
    output.print(
        String.format(
            Locale.ROOT,
            "%,d chunks in %,d files: %s checked in %.1f s (%s a second)",
            verified.chunks(),
            verified.files(),
            Sizes.text(verified.bytes()),
            verified.seconds(),
            Sizes.text((long) (verified.bytes() / Math.max(verified.seconds(), 0.001)))));
    for (var chunk : verified.bad()) {
      output.print(
          (chunk.sha256().isEmpty() ? "damaged pack " : "damaged chunk " + chunk.sha256() + " in ")
              + chunk.file()
              + ": "
              + chunk.fault());
    }
    verified.harmed().stream()
        .limit(SHOWN)
        .forEach(
            use ->
                output.print(
                    "can't be read: " + use.use().text() + " (chunk " + use.chunk() + ")"));
    if (verified.harmed().size() > SHOWN) {
      output.print("… and " + (verified.harmed().size() - SHOWN) + " more; --json lists all");
    }
    if (verified.elsewhere() > 0) {
      output.say(
          verified.elsewhere()
              + " artifacts of runs that took over those of a mesh are not here; they are fetched"
              + " from there when they are read");
    }
    output.print(verified.isSound() ? "Everything is sound." : advice(verified, history));
  }

  private static String advice(Verified verified, RunHistory history) {
    if (verified.harmed().isEmpty()) {
      return "No run needs what is damaged. Delete those files.";
    }
    var use = verified.harmed().getFirst().use();
    return "Delete the damaged files; what makes the same bytes then stores them again. Copies of\n"
        + "them may be in a backup. Or let the runs make them again: "
        + again(use, history);
  }

  private static String again(Use use, RunHistory history) {
    RunId run = use.run();
    var flow = history.run(run).map(RunRecord::flow).orElse("FLOW");
    return use.step() == null
        ? "weir run FILE, with the source of " + flow
        : "weir resume "
            + use.step()
            + " FILE --origin-run-id "
            + run
            + ", with the source of "
            + flow;
  }
}
