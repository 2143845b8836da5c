package dev.weir.cli;

import dev.weir.history.Place;
import dev.weir.history.RunPlaces;
import dev.weir.history.RunPlaces.Found;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.TagChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs whose tags are changed. */
final class TagTargets {
  @Mixin private StateOption state;

  @Parameters(
      index = "0",
      paramLabel = "RUN[,RUN...]",
      description = "The runs' ids, with commas between.",
      split = ",",
      hideParamSyntax = true)
  private List<String> runs;

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      description = "local: only runs of this machine. mesh: only the mesh's. Default: both.")
  private @Nullable Place place;

  @Option(names = "--json", description = "The runs with their tags as a JSON array.")
  private boolean json;

  /** Changes each run's tags, if those of all can be changed so; says what they are then. */
  int change(Supplier<TagChange> said, Output output) {
    var change = wellFormed(said);
    try (var places = new RunPlaces(state.state(), Optional.ofNullable(place))) {
      var found = runs.stream().map(FlowOrRun::runId).distinct().map(places::find).toList();
      found.forEach(run -> refuseImpossible(run, change));
      var changed =
          found.stream()
              .map(run -> new TagListing.Tagged(run.history().place(), changed(run, change)))
              .toList();
      new TagListing(changed, !json).print(TagListing.Form.BY_RUN, json, output);
      return ExitCode.OK.code();
    }
  }

  private static RunRecord changed(Found found, TagChange change) {
    return found.history().tag(found.run().id(), change);
  }

  private static TagChange wellFormed(Supplier<TagChange> said) {
    try {
      return said.get();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private static void refuseImpossible(Found found, TagChange change) {
    var run = found.run();
    try {
      change.on(run.tags(), run.systemTags());
    } catch (IllegalArgumentException e) {
      throw new UserError("run " + run.id() + ": " + e.getMessage() + ". Nothing was changed");
    }
  }
}
