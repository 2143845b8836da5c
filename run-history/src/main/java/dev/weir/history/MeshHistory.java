package dev.weir.history;

import dev.weir.client.MetadataClient;
import dev.weir.client.RunFilter;
import dev.weir.protocol.Collected;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
  public void collect(RunId run, Collected by) {
    metadata.collect(run, by);
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
  public void logs(RunId run, TaskId task, Consumer<LogChunk> reader) {
    task(run, task).stream()
        .flatMap(record -> record.attempts().stream())
        .forEach(attempt -> logs(run, task, attempt.attempt(), reader));
  }

  /** An attempt's chunks are sent one after the other: they arrived in their order. */
  private void logs(RunId run, TaskId task, int attempt, Consumer<LogChunk> reader) {
    var feed = metadata.logs(run, task, attempt, 0, LOG_PAGE);
    while (!feed.chunks().isEmpty()) {
      feed.chunks().forEach(reader);
      feed = metadata.logs(run, task, attempt, feed.cursor(), LOG_PAGE);
    }
  }

  @Override
  public List<LogScrub> scrub(RunId run, TaskId task, LogScrubRequest which) {
    return metadata.scrub(run, task, which);
  }

  @Override
  public List<LogScrub> scrubs(RunId run) {
    return metadata.scrubs(run);
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
