package dev.weir.cli;

import dev.weir.cli.TagListing.Form;
import dev.weir.cli.TagListing.Tagged;
import dev.weir.history.RunPlaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = {
      "List the tags of runs: of those that are named, of the newest one that the options choose,",
      "or with --all of all that they choose."
    })
final class TagListCommand implements Callable<Integer> {
  @Mixin private StateOption state;
  @Mixin private RunChoice choice;

  @Parameters(paramLabel = "RUN", arity = "0..*", description = "The runs' ids.")
  private List<String> runs = new ArrayList<>();

  @Option(names = "--flow", paramLabel = "FLOW", description = "Only runs of this flow.")
  private @Nullable String flow;

  @Option(names = "--all", description = "The tags of all runs, not of the newest only.")
  private boolean all;

  @Option(names = "--group-by-run", description = "Under each run its tags. The default.")
  private boolean byRun;

  @Option(names = "--group-by-tag", description = "Under each tag the runs that have it.")
  private boolean byTag;

  @Option(names = "--flat", description = "Each tag once, one a line, without runs.")
  private boolean flat;

  @Option(names = "--hide-system-tags", description = "Only the tags that users gave.")
  private boolean usersOnly;

  @Option(names = "--json", description = "The same as a JSON array.")
  private boolean json;

  private final Output output;

  TagListCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    var form = form();
    if (!runs.isEmpty() && (all || flow != null || choice.narrows())) {
      throw new UserError("name runs, or let options choose them, not both");
    }
    try (var places = new RunPlaces(state.state(), choice.place())) {
      var found = runs.isEmpty() ? chosen(places) : named(places);
      if (found.isEmpty() && !json) {
        output.print("no such runs in " + state.state().root());
        return ExitCode.OK.code();
      }
      new TagListing(found, usersOnly).print(form, json, output);
      return ExitCode.OK.code();
    }
  }

  private Form form() {
    if (Stream.of(byRun, byTag, flat).filter(said -> said).count() > 1) {
      throw new UserError("of --group-by-run, --group-by-tag and --flat, only one can be");
    }
    return flat ? Form.FLAT : byTag ? Form.BY_TAG : Form.BY_RUN;
  }

  private List<Tagged> named(RunPlaces places) {
    return runs.stream()
        .map(FlowOrRun::runId)
        .map(places::find)
        .map(found -> new Tagged(found.history().place(), found.run()))
        .toList();
  }

  private List<Tagged> chosen(RunPlaces places) {
    int limit = all ? Integer.MAX_VALUE : 1;
    return places.histories().stream()
        .flatMap(
            history ->
                history.runs(choice.filter(flow, limit)).stream()
                    .map(run -> new Tagged(history.place(), run)))
        .sorted(Comparator.comparing((Tagged each) -> each.run().createdAt()).reversed())
        .limit(limit)
        .toList();
  }
}
