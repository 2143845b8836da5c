package dev.weir.client;

import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.Lease;
import dev.weir.protocol.Project;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** scheduler-svc: runs in motion, and the tasks they hand out. */
public final class SchedulerClient {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final ServiceHttp http;

  public SchedulerClient(ServiceHttp http) {
    this.http = http;
  }

  /**
   * Starts a run.
   *
   * @param idempotencyKey the same key with the same request answers with the run that is there
   */
  public Run submit(RunRequest run, String idempotencyKey) {
    var path = "/v1/runs";
    var request =
        http.request(path)
            .header("Content-Type", "application/json")
            .header(IDEMPOTENCY_KEY, idempotencyKey)
            .POST(BodyPublishers.ofByteArray(Json.bytes(run)));
    return Json.read(http.send(request, path, BodyHandlers.ofByteArray()), Run.class);
  }

  public Run get(RunId run) {
    return http.get(path(run), Run.class);
  }

  /** The principal's view of runs, newest first. */
  public List<Run> list() {
    return List.of(http.get("/v1/runs", Run[].class));
  }

  /**
   * A project's runs that go on, newest first.
   *
   * @param before the last of the page before
   */
  public List<Run> inMotion(Project project, @Nullable RunId before, int limit) {
    var page = before == null ? "" : "&before=" + ServiceHttp.encode(before);
    return List.of(
        http.get(
            "/v1/runs?state=RUNNING&project=%s&limit=%d%s"
                .formatted(ServiceHttp.encode(project), limit, page),
            Run[].class));
  }

  /** Ends the run; its running tasks are told at their next renewal. */
  public Run cancel(RunId run) {
    return http.post(path(run) + ":cancel", new Nothing(), Run.class);
  }

  /**
   * Takes an attempt. Refused with {@code STALE_TASK} when someone else has it or its time is over.
   */
  public TaskAssignment claim(TaskId task, ClaimRequest claim) {
    return http.post(path(task) + ":claim", claim, TaskAssignment.class);
  }

  /** Keeps an attempt. Refused with {@code STALE_TASK} when it is no longer the worker's. */
  public Lease renew(TaskId task, ClaimRequest claim) {
    return http.post(path(task) + ":renew", claim, Lease.class);
  }

  private static String path(RunId run) {
    return "/v1/runs/" + ServiceHttp.encode(run);
  }

  private static String path(TaskId task) {
    return "/v1/tasks/" + ServiceHttp.encode(task);
  }

  /** An empty object, for requests that say everything in their path. */
  private record Nothing() {}
}
