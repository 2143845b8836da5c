package dev.weir.metadata.api;

import dev.weir.metadata.store.Logs;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Logs")
class LogResource {
  private final Logs logs;

  LogResource(Logs logs) {
    this.logs = logs;
  }

  @PUT
  @Path("tasks/{task}/attempts/{attempt}/logs/{sequence}")
  @Operation(
      summary = "Stores a chunk of log lines",
      description = "A chunk stored twice is stored once. It may come before its attempt does.")
  public void put(RunId run, TaskId task, Ordinal attempt, Ordinal sequence, LogChunk sent) {
    SameKeys.require("runId", run, sent.runId());
    SameKeys.require("taskId", task, sent.taskId());
    SameKeys.require("attempt", attempt.value(), sent.attempt());
    SameKeys.require("sequence", sequence.value(), sent.sequence());
    logs.store(sent);
  }

  @GET
  @Path("logs")
  @Operation(
      summary = "What a run logged, in the order in which it arrived",
      description =
          "To follow a run, pass the last answer's cursor as `after`; none is ever skipped.")
  public LogFeed ofRun(
      RunId run,
      @QueryParam("after") @DefaultValue(LogCursor.START) LogCursor after,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) PageLimit limit) {
    return logs.ofRun(run, after.position(), limit.value());
  }

  @GET
  @Path("tasks/{task}/logs")
  @Operation(summary = "What one task logged in all its attempts, in the order in which it arrived")
  public LogFeed ofTask(
      RunId run,
      TaskId task,
      @QueryParam("after") @DefaultValue(LogCursor.START) LogCursor after,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) PageLimit limit) {
    return logs.ofTask(run, task, after.position(), limit.value());
  }
}
