package dev.weir.client;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.Collected;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** metadata-svc: the record of runs. Whatever is stored may be stored again. */
public final class MetadataClient {
  private static final int PAGE = 200;

  private final ServiceHttp http;

  public MetadataClient(ServiceHttp http) {
    this.http = http;
  }

  /** Creates the run or brings its state forward; the answer is what is stored now. */
  public RunRecord store(RunRecord run) {
    return http.put(path(run.id()), run, RunRecord.class);
  }

  /**
   * Creates the attempt (its task and step with it) or brings its state forward. The answer is what
   * is stored now: another state than was sent means that the sent one came too late to count.
   */
  public AttemptRecord store(AttemptRecord attempt) {
    return http.put(
        path(attempt.runId(), attempt.taskId(), attempt.attempt()), attempt, AttemptRecord.class);
  }

  /** Needs the run to be stored, not the task. */
  public void store(LogChunk chunk) {
    http.put(
        path(chunk.runId(), chunk.taskId(), chunk.attempt()) + "/logs/" + chunk.sequence(), chunk);
  }

  /** Changes the tags that users gave a run, all at once; the answer is the run afterwards. */
  public RunRecord tag(RunId run, TagChange change) {
    return http.patch(path(run) + "/tags", change, RunRecord.class);
  }

  /** Takes down that a run's artifacts are no longer kept; the answer is the run afterwards. */
  public RunRecord collect(RunId run, Collected by) {
    return http.put(path(run) + "/collected", by, RunRecord.class);
  }

  /** Newest first. */
  public List<RunRecord> runs(RunFilter filter) {
    var query = new LinkedHashMap<String, @Nullable Object>();
    query.put("project", filter.project());
    query.put("flow", filter.flow());
    query.put("owner", filter.owner());
    query.put("state", filter.state());
    query.put("tag", filter.tags());
    query.put("after", filter.after());
    query.put("limit", filter.limit());
    return List.of(http.get("/v1/runs" + text(query), RunRecord[].class));
  }

  /**
   * The flows that have runs, by name, read page by page as the stream goes on.
   *
   * @param tag only those that have a run with that tag
   */
  public Stream<FlowRecord> flows(@Nullable String tag) {
    return Stream.iterate(
            flows(tag, null),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.<FlowRecord>of() : flows(tag, page.getLast().flow()))
        .flatMap(List::stream);
  }

  private List<FlowRecord> flows(@Nullable String tag, @Nullable String after) {
    var query = new LinkedHashMap<String, @Nullable Object>();
    query.put("tag", tag);
    query.put("after", after);
    query.put("limit", PAGE);
    return List.of(http.get("/v1/flows" + text(query), FlowRecord[].class));
  }

  public RunRecord run(RunId run) {
    return http.get(path(run), RunRecord.class);
  }

  /** In the order in which the run reached them. */
  public List<StepRecord> steps(RunId run) {
    return List.of(http.get(path(run) + "/steps", StepRecord[].class));
  }

  /** One page of a step's tasks, oldest first. */
  public List<TaskRecord> tasks(RunId run, String step, @Nullable TaskId after, int limit) {
    var query = new LinkedHashMap<String, @Nullable Object>();
    query.put("after", after);
    query.put("limit", limit);
    var path = path(run) + "/steps/" + ServiceHttp.encode(step) + "/tasks";
    return List.of(http.get(path + text(query), TaskRecord[].class));
  }

  /** All tasks of a step, oldest first, read page by page as the stream goes on. */
  public Stream<TaskRecord> tasks(RunId run, String step) {
    return Stream.iterate(
            tasks(run, step, null, PAGE),
            page -> !page.isEmpty(),
            page ->
                page.size() < PAGE
                    ? List.<TaskRecord>of()
                    : tasks(run, step, page.getLast().id(), PAGE))
        .flatMap(List::stream);
  }

  public TaskRecord task(RunId run, TaskId task) {
    return http.get(path(run, task), TaskRecord.class);
  }

  /**
   * What a run logged, in the order in which it was stored.
   *
   * @param after the cursor of the feed before, 0 to begin
   * @param limit of chunks
   */
  public LogFeed logs(RunId run, long after, int limit) {
    return feed(path(run), null, after, limit);
  }

  /** What one task logged, in all its attempts. */
  public LogFeed logs(RunId run, TaskId task, long after, int limit) {
    return feed(path(run, task), null, after, limit);
  }

  /** What one attempt at a task logged. */
  public LogFeed logs(RunId run, TaskId task, int attempt, long after, int limit) {
    return feed(path(run, task), attempt, after, limit);
  }

  /** Replaces lines of the log of a task that has ended; the answer is what it replaced. */
  public List<LogScrub> scrub(RunId run, TaskId task, LogScrubRequest which) {
    return List.of(http.post(path(run, task) + "/logs:scrub", which, LogScrub[].class));
  }

  /** What was ever replaced in the logs of a run, oldest first. */
  public List<LogScrub> scrubs(RunId run) {
    return List.of(http.get(path(run) + "/log-scrubs", LogScrub[].class));
  }

  private LogFeed feed(String path, @Nullable Integer attempt, long after, int limit) {
    var query = new LinkedHashMap<String, @Nullable Object>();
    query.put("attempt", attempt);
    query.put("after", after);
    query.put("limit", limit);
    return http.get(path + "/logs" + text(query), LogFeed.class);
  }

  private static String path(RunId run) {
    return "/v1/runs/" + ServiceHttp.encode(run);
  }

  private static String path(RunId run, TaskId task) {
    return path(run) + "/tasks/" + ServiceHttp.encode(task);
  }

  private static String path(RunId run, TaskId task, int attempt) {
    return path(run, task) + "/attempts/" + attempt;
  }

  private static Stream<String> values(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.of();
      case List<?> many -> many.stream().map(ServiceHttp::encode);
      default -> Stream.of(ServiceHttp.encode(value));
    };
  }

  private static String text(Map<String, @Nullable Object> query) {
    return query.entrySet().stream()
        .flatMap(entry -> values(entry.getValue()).map(value -> entry.getKey() + "=" + value))
        .collect(Collectors.joining("&", "?", ""));
  }
}
