package dev.weir.cli;

import dev.weir.client.RunFilter;
import dev.weir.history.Place;
import dev.weir.protocol.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs a command about many of them is about; what is not given does not narrow. */
final class RunChoice {
  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only runs with this tag, a user's or the system's. Of several, all.")
  private List<String> tags = new ArrayList<>();

  @Option(names = "--user", paramLabel = "USER", description = "Only runs that this user started.")
  private @Nullable String user;

  @Option(
      names = "--namespace",
      paramLabel = "TAG",
      defaultValue = "",
      description = "Only runs of this namespace, such as user:ada. Empty (default): all.")
  private String namespace;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
  private @Nullable RunState state;

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      description = "local: only runs of this machine. mesh: only the mesh's. Default: both.")
  private @Nullable Place place;

  /**
   * The choice among the runs of one flow, or of all.
   *
   * @param limit how many at most
   */
  RunFilter filter(@Nullable String flow, int limit) {
    var filter = RunFilter.newest(limit);
    for (var tag : tags) {
      filter = filter.tagged(tag);
    }
    // A namespace is a tag by another name.
    filter = namespace.isEmpty() ? filter : filter.tagged(namespace);
    filter = flow == null ? filter : filter.ofFlow(flow);
    filter = user == null ? filter : filter.ownedBy(user);
    return state == null ? filter : filter.inState(state);
  }

  boolean narrows() {
    return !tags.isEmpty() || !namespace.isEmpty() || user != null || state != null;
  }

  Optional<Place> place() {
    return Optional.ofNullable(place);
  }
}
