package dev.weir.history;

import dev.weir.client.MetadataClient;
import dev.weir.client.Retry;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.util.Optional;
import java.util.function.Consumer;

/** What tasks of the mesh have logged, by metadata-svc's cursor. */
final class FeedLogTail implements LogTail {
  private static final int PAGE = 500;

  private final MetadataClient metadata;
  private final RunId run;
  private final Optional<String> step;
  private final Optional<TaskId> task;
  private final Retry retry = new Retry();
  private long cursor;

  FeedLogTail(MetadataClient metadata, RunId run, Optional<String> step, Optional<TaskId> task) {
    this.metadata = metadata;
    this.run = run;
    this.step = step;
    this.task = task;
  }

  @Override
  public void next(Consumer<LogChunk> reader) {
    while (true) {
      var feed = retry.call(this::page);
      if (feed.chunks().isEmpty()) {
        return;
      }
      cursor = feed.cursor();
      feed.chunks().stream()
          .filter(chunk -> step.map(chunk.step()::equals).orElse(true))
          .forEach(reader);
    }
  }

  private LogFeed page() {
    return task.isPresent()
        ? metadata.logs(run, task.get(), cursor, PAGE)
        : metadata.logs(run, cursor, PAGE);
  }
}
