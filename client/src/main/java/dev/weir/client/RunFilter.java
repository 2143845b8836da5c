package dev.weir.client;

import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first; what is absent does not narrow.
 *
 * @param tags a run has to have all of them, among its users' or the system's
 * @param after the last run of the page before
 */
public record RunFilter(
    @Nullable Project project,
    @Nullable String flow,
    @Nullable String owner,
    @Nullable RunState state,
    List<String> tags,
    @Nullable RunId after,
    int limit) {
  public RunFilter {
    tags = List.copyOf(tags);
  }

  public static RunFilter newest(int limit) {
    return new RunFilter(null, null, null, null, List.of(), null, limit);
  }

  public RunFilter inProject(Project wanted) {
    return new RunFilter(wanted, flow, owner, state, tags, after, limit);
  }

  public RunFilter ofFlow(String wanted) {
    return new RunFilter(project, wanted, owner, state, tags, after, limit);
  }

  public RunFilter ownedBy(String wanted) {
    return new RunFilter(project, flow, wanted, state, tags, after, limit);
  }

  public RunFilter inState(RunState wanted) {
    return new RunFilter(project, flow, owner, wanted, tags, after, limit);
  }

  /** And has that tag, too. */
  public RunFilter tagged(String wanted) {
    var all = Stream.concat(tags.stream(), Stream.of(wanted)).toList();
    return new RunFilter(project, flow, owner, state, all, after, limit);
  }

  public RunFilter atMost(int wanted) {
    return new RunFilter(project, flow, owner, state, tags, after, wanted);
  }

  public RunFilter after(RunId last) {
    return new RunFilter(project, flow, owner, state, tags, last, limit);
  }
}
