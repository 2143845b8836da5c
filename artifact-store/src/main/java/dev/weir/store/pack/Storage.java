package dev.weir.store.pack;

import dev.weir.protocol.Project;
import dev.weir.protocol.ProjectStorage;
import dev.weir.store.index.Spaces;
import dev.weir.store.index.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/** What projects have, and what they may have. */
@ApplicationScoped
public class Storage {
  private final Spaces spaces;
  private final Quotas quotas;

  Storage(Spaces spaces, Quotas quotas) {
    this.spaces = spaces;
    this.quotas = quotas;
  }

  public ProjectStorage of(Project project) {
    var usage = spaces.find(project).map(spaces::usage).orElse(Usage.NOTHING);
    var limit = quotas.limit(usage);
    return new ProjectStorage(
        project,
        usage.used(),
        limit.isPresent() ? limit.getAsLong() : null,
        usage.packs(),
        usage.chunks(),
        usage.content(),
        usage.content() - usage.stored(),
        usage.spared());
  }

  /** Nothing: what the service is set to. */
  public ProjectStorage limit(Project project, OptionalLong quota) {
    spaces.setQuota(spaces.of(project), quota);
    return of(project);
  }
}
