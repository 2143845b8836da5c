package dev.weir.cli;

import dev.weir.cli.console.LocalTimes;
import dev.weir.cli.console.Table;
import dev.weir.cli.store.LocalGc;
import dev.weir.cli.store.LocalStore;
import dev.weir.cli.store.MeshGc;
import dev.weir.cli.store.Sizes;
import dev.weir.client.Json;
import dev.weir.gc.PassReport.Amount;
import dev.weir.gc.Retention;
import dev.weir.history.Me;
import dev.weir.history.MeshAddress;
import dev.weir.history.Place;
import dev.weir.protocol.StoreCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gc",
    description = {
      "Show what no run needs any more; with --delete, let it go.",
      "Runs are kept unless --keep-for or --keep-last, or gc.json in the state directory, says",
      "otherwise; then a run stays that any rule keeps, goes on, or is resumed by one that does.",
      "What is of no use is set aside first, and deleted by a 'gc --delete' after --grace: until",
      "then whoever looks for it takes it back. It may be interrupted, and run beside flows."
    })
final class StoreGcCommand implements Callable<Integer> {
  private static final String RULES = "gc.json";

  @Mixin private StateOption state;

  @Option(names = "--delete", description = "Do it; else it is only shown.")
  private boolean delete;

  @Option(
      names = "--keep-for",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "Keep runs that ended within so long, such as 30d.")
  private @Nullable Duration keepFor;

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "Keep of each flow the newest N runs, and the newest N that succeeded.")
  private @Nullable Integer keepLast;

  @Option(
      names = "--keep-tag",
      paramLabel = "TAG",
      description = "Keep runs with this tag. May be repeated. Default: keep.")
  private @Nullable List<String> keepTags;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "1d",
      converter = TimeSpan.class,
      description = {
        "How long something has to be of no use. Below 2h only while no run is in motion;",
        "0s deletes at once. Default: ${DEFAULT-VALUE}."
      })
  private Duration grace;

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "local",
      description = {
        "local (default): this machine's. mesh: the mesh's; which runs it keeps and for how long",
        "something has to be of no use says the configuration of its artifact-store (gc.…)."
      })
  private Place place;

  @Option(names = "--json", description = "Everything as one JSON document.")
  private boolean json;

  private final Output output;

  StoreGcCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws Exception {
    return switch (place) {
      case local -> local();
      case mesh -> mesh();
    };
  }

  private int mesh() throws InterruptedException {
    if (keepFor != null || keepLast != null || keepTags != null) {
      throw new UserError(
          "which runs a mesh keeps says the configuration of its artifact-store: gc.keep-for,"
              + " gc.keep-last, gc.keep-tags");
    }
    var mesh = MeshAddress.require(state.state()).record();
    var ended = new MeshGc(mesh, Me.PROJECT).run(delete);
    if (json) {
      output.json(ended);
    } else {
      print(ended);
    }
    return (ended.failure() == null ? ExitCode.OK : ExitCode.UNAVAILABLE).code();
  }

  private void print(StoreCollection ended) {
    if (ended.failure() != null) {
      output.say("nothing went: " + ended.failure());
      return;
    }
    var table = new Table("what", "packs", "chunks", "size");
    ended
        .amounts()
        .forEach(
            (what, amount) ->
                table.row(what, amount.packs(), amount.chunks(), Sizes.text(amount.bytes())));
    output.print(table.toString());
    output.say(
        ended.keptRuns()
            + " runs kept, "
            + ended.droppedRuns()
            + (ended.preview()
                ? " would be dropped; nothing was changed, --delete does it"
                : " dropped"));
  }

  private int local() throws Exception {
    try (var store = LocalStore.open(state.state())) {
      var gc = new LocalGc(store, retention(), grace);
      var result = delete ? gc.delete() : gc.preview();
      if (json) {
        output.json(result);
      } else {
        print(result);
      }
      return ExitCode.OK.code();
    }
  }

  private Retention retention() throws IOException {
    var said = rules(state.state().root().resolve(RULES));
    try {
      return new Retention(
          keepFor == null ? said.keepFor() : keepFor,
          keepLast == null ? said.keepLast() : keepLast,
          keepTags == null ? said.keepTags() : keepTags,
          keepFor == null && keepLast == null ? said.projects() : null);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private static Retention rules(Path file) throws IOException {
    try {
      return Json.read(Files.readAllBytes(file), Retention.class);
    } catch (NoSuchFileException e) {
      return Retention.ALL;
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage());
    }
  }

  private void print(LocalGc.Result result) {
    if (!result.dropped().isEmpty()) {
      var table = new Table("run", "flow", "started", "frees up to", "why it goes");
      var times = LocalTimes.here();
      for (var run : result.dropped()) {
        table.row(
            run.run(),
            run.flow(),
            times.withSeconds(run.createdAt()),
            Sizes.text(run.bytes()),
            run.rule());
      }
      output.print(table + "\n");
    }
    output.print(summary(result).toString());
    var next = result.pass().nextDeletion();
    if (result.preview()) {
      output.say("nothing was changed; 'weir store gc --delete' does it");
    } else if (next != null) {
      output.say(
          "what was set aside can be deleted from "
              + LocalTimes.here().withSeconds(next)
              + " on: run 'weir store gc --delete' again then");
    }
    for (var damage : result.damages()) {
      output.say(
          damage.use().text()
              + " can't be read; 'weir store verify' says more. Nothing goes because of it");
    }
  }

  private static Table summary(LocalGc.Result result) {
    var would = result.preview();
    var pass = result.pass();
    var table = new Table("what", "files", "chunks", "size");
    table.row(
        "needed by " + result.keptRuns() + (result.keptRuns() == 1 ? " run" : " runs"),
        pass.kept().files(),
        pass.kept().chunks(),
        Sizes.text(pass.kept().bytes()));
    row(table, "needed after all, taken back", pass.restored());
    row(table, "of no use, but used within the grace period", pass.spared());
    row(table, would ? "of no use, to be set aside" : "of no use, set aside", pass.condemned());
    row(table, "set aside before, within the grace period", pass.waiting());
    row(table, would ? "set aside before, to be deleted" : "deleted", pass.deleted());
    row(
        table,
        would ? "to be written anew from packs" : "written anew from packs",
        pass.rewritten());
    row(table, "of no use, in packs that stay", pass.scattered());
    return table;
  }

  private static void row(Table table, String what, Amount amount) {
    if (amount.files() > 0) {
      table.row(what, amount.files(), amount.chunks(), Sizes.text(amount.bytes()));
    }
  }
}
