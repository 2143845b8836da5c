package dev.weir.metadata.api;

import dev.weir.metadata.store.LogScrubs;
import dev.weir.metadata.store.Logs;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import dev.weir.service.CurrentPrincipal;
import dev.weir.service.RefuseUnknownFields;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
@Tag(name = "Logs")
class LogResource {
  private final Logs logs;
  private final LogScrubs scrubs;
  private final CurrentPrincipal principal;

  LogResource(Logs logs, LogScrubs scrubs, CurrentPrincipal principal) {
    this.logs = logs;
    this.scrubs = scrubs;
    this.principal = principal;
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
  @Operation(
      summary = "What one task logged in all its attempts, in the order in which it arrived",
      description = "With `attempt`, what that one logged.")
  public LogFeed ofTask(
      RunId run,
      TaskId task,
      @QueryParam("attempt") Optional<Ordinal> attempt,
      @QueryParam("after") @DefaultValue(LogCursor.START) LogCursor after,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) PageLimit limit) {
    return logs.ofTask(run, task, attempt.map(Ordinal::value), after.position(), limit.value());
  }

  @POST
  @Path("tasks/{task}/logs:scrub")
  @CustomDeserialization(RefuseUnknownFields.class)
  @Operation(
      summary = "Replaces lines of the log of a task that has ended, for good",
      description =
          "Only the run's owner may (403), and only when the task has ended (409). Where the lines"
              + " of a stream began, one line says who replaced them and when. The answer is what"
              + " was replaced, by attempt; nothing where it was before.")
  public List<LogScrub> scrub(RunId run, TaskId task, LogScrubRequest which) {
    return scrubs.scrub(run, task, which, principal.get());
  }

  @GET
  @Path("log-scrubs")
  @Operation(summary = "What was replaced in a run's logs, by whom and when, oldest first")
  public List<LogScrub> scrubs(RunId run) {
    return scrubs.ofRun(run);
  }
}
