package dev.weir.gc;

import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Decides by a {@link Retention} which runs are dropped; takes values and returns values. */
public final class KeptRuns {
  private static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparing(Candidate::createdAt)
          .thenComparing(candidate -> candidate.id().value())
          .reversed();

  private final Retention retention;
  private final Instant now;
  private final Map<Flow, List<Candidate>> ended = new HashMap<>();
  private final Set<RunId> resumed = new HashSet<>();

  private record Flow(String project, String name) {}

  /** What decides, of a run that has ended: there may be a million. */
  private record Candidate(
      RunId id, Instant createdAt, Instant endedAt, boolean succeeded, boolean tagged) {}

  public KeptRuns(Retention retention, Instant now) {
    this.retention = retention;
    this.now = now;
  }

  /** Takes a run into account. One that was dropped before does not count. */
  public void add(RunRecord run) {
    if (run.collected() != null) {
      return;
    }
    if (!run.state().ended()) {
      var origin = run.origin();
      if (origin != null) {
        resumed.add(origin);
      }
      return;
    }
    var end = run.finishedAt() == null ? run.createdAt() : run.finishedAt();
    var tags = retention.of(run.project().value()).keepTags();
    var tagged =
        tags != null
            && (run.tags().stream().anyMatch(tags::contains)
                || run.systemTags().stream().anyMatch(tags::contains));
    ended
        .computeIfAbsent(new Flow(run.project().value(), run.flow()), _ -> new ArrayList<>())
        .add(
            new Candidate(
                run.id(), run.createdAt(), end, run.state() == RunState.SUCCEEDED, tagged));
  }

  /** Those that no rule keeps, once all have been added, and why. */
  public Map<RunId, String> dropped() {
    var dropped = new LinkedHashMap<RunId, String>();
    ended.forEach(
        (flow, runs) -> {
          var rules = retention.of(flow.project());
          if (rules.keepsAll()) {
            return;
          }
          var newest = newest(runs, rules);
          for (var run : runs) {
            if (!run.tagged()
                && !resumed.contains(run.id())
                && !isYoung(run, rules)
                && !newest.contains(run.id())) {
              dropped.put(run.id(), rules.why());
            }
          }
        });
    return dropped;
  }

  private boolean isYoung(Candidate run, Retention rules) {
    return rules.keepFor() != null && run.endedAt().isAfter(now.minus(rules.keepFor()));
  }

  private static Set<RunId> newest(List<Candidate> runs, Retention rules) {
    var newest = new HashSet<RunId>();
    if (rules.keepLast() != null) {
      take(runs, _ -> true, rules.keepLast(), newest);
      take(runs, Candidate::succeeded, rules.keepLast(), newest);
    }
    return newest;
  }

  private static void take(
      List<Candidate> runs, Predicate<Candidate> which, int most, Set<RunId> into) {
    runs.stream().filter(which).sorted(NEWEST_FIRST).limit(most).forEach(run -> into.add(run.id()));
  }
}
