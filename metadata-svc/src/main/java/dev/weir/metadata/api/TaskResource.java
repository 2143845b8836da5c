package dev.weir.metadata.api;

import dev.weir.metadata.store.Tasks;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskRecord;
import dev.weir.service.CurrentPrincipal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Tasks")
class TaskResource {
  private final Tasks tasks;
  private final CurrentPrincipal principal;

  TaskResource(Tasks tasks, CurrentPrincipal principal) {
    this.tasks = tasks;
    this.principal = principal;
  }

  @PUT
  @Path("tasks/{task}/attempts/{attempt}")
  @Operation(
      summary = "Creates an attempt, with its step and task, or brings it forward",
      description =
          "May be repeated. A report that came too late changes nothing; the answer is the attempt"
              + " as it is stored. An attempt that a newer one follows is LOST unless it FAILED.")
  public AttemptRecord put(RunId run, TaskId task, Ordinal attempt, AttemptRecord sent) {
    SameKeys.require("runId", run, sent.runId());
    SameKeys.require("taskId", task, sent.taskId());
    SameKeys.require("attempt", attempt.value(), sent.attempt());
    return tasks.store(sent, principal.get());
  }

  @GET
  @Path("tasks/{task}")
  @Operation(summary = "One task with its attempts and their artifacts")
  public TaskRecord get(RunId run, TaskId task) {
    return tasks.get(run, task);
  }

  @GET
  @Path("steps/{step}/tasks")
  @Operation(
      summary = "A step's tasks, oldest first",
      description = "For the next page, pass the last task's id as `after`.")
  public List<TaskRecord> list(
      RunId run,
      String step,
      @QueryParam("after") Optional<TaskId> after,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) PageLimit limit) {
    return tasks.list(run, step, after, limit.value());
  }
}
