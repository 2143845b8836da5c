package dev.weir.client;

import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first; what is absent does not narrow.
 *
 * @param after the last run of the page before
 */
public record RunFilter(
    @Nullable Project project,
    @Nullable String flow,
    @Nullable String owner,
    @Nullable RunState state,
    @Nullable String tag,
    @Nullable RunId after,
    int limit) {

  public static RunFilter newest(int limit) {
    return new RunFilter(null, null, null, null, null, null, limit);
  }

  public RunFilter inProject(Project wanted) {
    return new RunFilter(wanted, flow, owner, state, tag, after, limit);
  }

  public RunFilter ofFlow(String wanted) {
    return new RunFilter(project, wanted, owner, state, tag, after, limit);
  }

  public RunFilter ownedBy(String wanted) {
    return new RunFilter(project, flow, wanted, state, tag, after, limit);
  }

  public RunFilter inState(RunState wanted) {
    return new RunFilter(project, flow, owner, wanted, tag, after, limit);
  }

  public RunFilter tagged(String wanted) {
    return new RunFilter(project, flow, owner, state, wanted, after, limit);
  }

  public RunFilter after(RunId last) {
    return new RunFilter(project, flow, owner, state, tag, last, limit);
  }
}
