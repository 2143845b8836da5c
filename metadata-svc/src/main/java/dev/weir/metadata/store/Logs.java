package dev.weir.metadata.store;

import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** What tasks print, in the order in which it arrived. */
@ApplicationScoped
public class Logs {
  private final Runs runs;
  private final LogRepository logs;
  private final LogScrubRepository scrubs;

  Logs(Runs runs, LogRepository logs, LogScrubRepository scrubs) {
    this.runs = runs;
    this.logs = logs;
    this.scrubs = scrubs;
  }

  /** Lines that come when their stream has been scrubbed are not kept. */
  @Transactional
  public void store(LogChunk chunk) {
    var run = runs.require(chunk.runId());
    var isNew = logs.insert(run, chunk);
    var scrubbed = scrubs.streams(run, chunk.taskId(), chunk.attempt());
    if (isNew && !scrubbed.isEmpty()) {
      logs.replace(
          run,
          chunk,
          chunk.lines().stream().filter(line -> !scrubbed.contains(line.stream())).toList());
    }
  }

  @Transactional
  public LogFeed ofRun(RunId run, long after, int limit) {
    return feed(logs.ofRun(runs.require(run), after, limit), run, after);
  }

  @Transactional
  public LogFeed ofTask(RunId run, TaskId task, Optional<Integer> attempt, long after, int limit) {
    return feed(logs.ofTask(runs.require(run), task, attempt, after, limit), run, after);
  }

  private static LogFeed feed(List<LogChunkEntity> found, RunId run, long after) {
    return new LogFeed(
        found.stream().map(chunk -> chunk.toChunk(run)).toList(),
        found.isEmpty() ? after : found.getLast().position());
  }
}
