package dev.weir.metadata.store;

import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What tasks print, in the order in which it arrived. */
@ApplicationScoped
public class Logs {
  private final Runs runs;
  private final LogRepository logs;

  Logs(Runs runs, LogRepository logs) {
    this.runs = runs;
    this.logs = logs;
  }

  @Transactional
  public void store(LogChunk chunk) {
    logs.insert(runs.require(chunk.runId()), chunk);
  }

  @Transactional
  public LogFeed ofRun(RunId run, long after, int limit) {
    return feed(logs.ofRun(runs.require(run), after, limit), run, after);
  }

  @Transactional
  public LogFeed ofTask(RunId run, TaskId task, long after, int limit) {
    return feed(logs.ofTask(runs.require(run), task, after, limit), run, after);
  }

  private static LogFeed feed(List<LogChunkEntity> found, RunId run, long after) {
    return new LogFeed(
        found.stream().map(chunk -> chunk.toChunk(run)).toList(),
        found.isEmpty() ? after : found.getLast().position());
  }
}
