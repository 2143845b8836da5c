package dev.weir.store.pack;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.store.StoreConfig;
import dev.weir.store.index.Usage;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/** What a project may take: what was set for it, or else what the configuration says. */
@ApplicationScoped
class Quotas {
  private final StoreConfig config;

  Quotas(StoreConfig config) {
    this.config = config;
  }

  OptionalLong limit(Usage usage) {
    if (usage.quota().isPresent()) {
      return usage.quota();
    }
    return config
        .quota()
        .map(MemorySize::asLongValue)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /**
   * @param more bytes that {@code usage} does not count yet
   */
  void check(Project project, Usage usage, long more) {
    var limit = limit(usage);
    if (limit.isPresent() && usage.used() + more > limit.getAsLong()) {
      throw new ServiceException(
          ProblemType.QUOTA_EXCEEDED,
          ("project %s may take %d bytes and has %d; what is to be stored would make it %d. Collect"
                  + " what no run needs (weir store gc), or set another quota (PUT"
                  + " /v1/projects/%s/storage)")
              .formatted(project, limit.getAsLong(), usage.used(), usage.used() + more, project));
    }
  }
}
