package dev.weir.metadata.store;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.TaskId;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class LogScrubRepository implements PanacheRepository<LogScrubEntity> {
  private static final Sort OLDEST_FIRST = Sort.ascending("scrubNumber");

  List<LogScrubEntity> ofRun(RunEntity run) {
    return find("runNumber", OLDEST_FIRST, run.number()).list();
  }

  /** Whose lines of an attempt's log are gone. */
  Set<LogLine.Stream> streams(RunEntity run, TaskId task, int attempt) {
    var streams = EnumSet.noneOf(LogLine.Stream.class);
    list("runNumber = ?1 and taskId = ?2 and attempt = ?3", run.number(), task.value(), attempt)
        .forEach(scrub -> streams.addAll(scrub.streams()));
    return streams;
  }
}
