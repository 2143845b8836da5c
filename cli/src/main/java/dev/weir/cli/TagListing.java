package dev.weir.cli;

import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs and their tags, as people and programs read them. */
final class TagListing {
  private static final String SYSTEM = "  (system)";

  private final List<Tagged> runs;
  private final boolean system;

  /**
   * @param usersOnly leaves the system's tags out
   */
  TagListing(List<Tagged> runs, boolean usersOnly) {
    this.runs = runs;
    this.system = !usersOnly;
  }

  enum Form {
    BY_RUN,
    BY_TAG,
    FLAT
  }

  /** A run, and whose record it is in. */
  record Tagged(String place, RunRecord run) {}

  private record Named(String place, RunId run, String flow) {
    static Named of(Tagged tagged) {
      return new Named(tagged.place(), tagged.run().id(), tagged.run().flow());
    }
  }

  private record TagsOfRun(
      String place, RunId run, String flow, List<String> tags, List<String> systemTags) {}

  private record RunsOfTag(String tag, boolean system, List<Named> runs) {}

  void print(Form form, boolean json, Output output) {
    if (json) {
      output.json(document(form));
      return;
    }
    var lines =
        switch (form) {
          case BY_RUN -> byRun();
          case BY_TAG -> byTag();
          case FLAT -> flat().stream();
        };
    lines.forEach(output::print);
  }

  private Object document(Form form) {
    return switch (form) {
      case BY_RUN ->
          runs.stream()
              .map(
                  each ->
                      new TagsOfRun(
                          each.place(),
                          each.run().id(),
                          each.run().flow(),
                          each.run().tags(),
                          systemTags(each)))
              .toList();
      case BY_TAG -> tags();
      case FLAT -> flat();
    };
  }

  private Stream<String> byRun() {
    return runs.stream()
        .flatMap(
            each ->
                Stream.of(
                        Stream.of(line(Named.of(each))),
                        each.run().tags().stream().map(tag -> "  " + tag),
                        systemTags(each).stream().map(tag -> "  " + tag + SYSTEM))
                    .flatMap(lines -> lines));
  }

  private Stream<String> byTag() {
    return tags().stream()
        .flatMap(
            each ->
                Stream.concat(
                    Stream.of(each.tag() + (each.system() ? SYSTEM : "")),
                    each.runs().stream().map(run -> "  " + line(run))));
  }

  private static String line(Named run) {
    return run.run() + "  " + run.flow() + "  " + run.place();
  }

  private List<String> flat() {
    return tags().stream().map(RunsOfTag::tag).distinct().sorted().toList();
  }

  /** The users' first, each kind as the newest run has them. */
  private List<RunsOfTag> tags() {
    var users = new LinkedHashMap<String, List<Named>>();
    var systems = new LinkedHashMap<String, List<Named>>();
    for (var each : runs) {
      each.run().tags().forEach(tag -> add(users, tag, each));
      systemTags(each).forEach(tag -> add(systems, tag, each));
    }
    return Stream.concat(all(users, false), all(systems, true)).toList();
  }

  private List<String> systemTags(Tagged each) {
    return system ? each.run().systemTags() : List.of();
  }

  private static void add(Map<String, List<Named>> tags, String tag, Tagged run) {
    tags.computeIfAbsent(tag, _ -> new ArrayList<>()).add(Named.of(run));
  }

  private static Stream<RunsOfTag> all(Map<String, List<Named>> tags, boolean system) {
    return tags.entrySet().stream().map(tag -> new RunsOfTag(tag.getKey(), system, tag.getValue()));
  }
}
