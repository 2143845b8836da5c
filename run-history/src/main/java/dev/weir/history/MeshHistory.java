package dev.weir.history;

import dev.weir.client.MetadataClient;
import dev.weir.client.RunFilter;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The mesh's runs, as metadata-svc has them. */
public final class MeshHistory implements RunHistory {
  private static final int LOG_PAGE = 500;
  private static final int RUN_PAGE = 1000;
  private static final int NOT_FOUND = 404;

  private final MetadataClient metadata;

  public MeshHistory(MetadataClient metadata) {
    this.metadata = metadata;
  }

  @Override
  public String place() {
    return "mesh";
  }

  @Override
  public List<RunRecord> runs(RunFilter which) {
    var found = new ArrayList<RunRecord>();
    var left = which;
    while (true) {
      var page = metadata.runs(left.atMost(Math.min(left.limit(), RUN_PAGE)));
      found.addAll(page);
      if (page.size() < RUN_PAGE || found.size() >= which.limit()) {
        return found;
      }
      left = left.after(page.getLast().id()).atMost(which.limit() - found.size());
    }
  }

  @Override
  public RunRecord tag(RunId run, TagChange change) {
    return metadata.tag(run, change);
  }

  @Override
  public Optional<RunRecord> run(RunId run) {
    return found(() -> metadata.run(run));
  }

  @Override
  public List<String> flows(Optional<String> tag) {
    return metadata.flows(tag.orElse(null)).map(FlowRecord::flow).toList();
  }

  @Override
  public List<StepRecord> stepRecords(RunId run) {
    return metadata.steps(run);
  }

  @Override
  public List<TaskRecord> tasks(RunId run, String step, @Nullable TaskId after, int limit) {
    return found(() -> metadata.tasks(run, step, after, limit)).orElse(List.of());
  }

  @Override
  public Optional<TaskRecord> task(RunId run, TaskId task) {
    return found(() -> metadata.task(run, task));
  }

  @Override
  public List<LogChunk> logs(RunId run, TaskId task) {
    var chunks = new ArrayList<LogChunk>();
    long cursor = 0;
    while (true) {
      var feed = metadata.logs(run, task, cursor, LOG_PAGE);
      chunks.addAll(feed.chunks());
      if (feed.chunks().isEmpty()) {
        chunks.sort(
            Comparator.comparingInt(LogChunk::attempt).thenComparingInt(LogChunk::sequence));
        return chunks;
      }
      cursor = feed.cursor();
    }
  }

  @Override
  public LogTail tail(RunId run, Optional<String> step, Optional<TaskId> task) {
    return new FeedLogTail(metadata, run, step, task);
  }

  private static <T> Optional<T> found(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (ServiceException e) {
      if (e.type().status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
