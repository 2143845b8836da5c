package dev.weir.scheduler.task;

import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.Lease;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.scheduler.run.Claims;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For workers. */
@Path("/v1/tasks")
@Tag(name = "Tasks", description = "How a worker gets an attempt and keeps it")
class TaskResource {
  private final Claims claims;
  private final MeterRegistry metrics;

  TaskResource(Claims claims, MeterRegistry metrics) {
    this.claims = claims;
    this.metrics = metrics;
  }

  @POST
  @Path("{id:[^:%/]+}{colon::|%3A|%3a}claim")
  @RunOnVirtualThread
  @Operation(
      summary = "Claim an announced attempt",
      description = "Of any number that ask, one gets it. A 409 means: drop the message.")
  @APIResponse(responseCode = "200", description = "Yours, until the lease is over")
  @APIResponse(responseCode = "404", description = "task-not-found")
  @APIResponse(responseCode = "409", description = "stale-task: someone has it, or it has moved on")
  public TaskAssignment claim(TaskId id, ClaimRequest request) {
    var granted = counted("claims", () -> claims.claim(id, request));
    granted.waited().ifPresent(metrics.timer("weir.scheduler.queue.latency")::record);
    return granted.assignment();
  }

  @POST
  @Path("{id:[^:%/]+}{colon::|%3A|%3a}renew")
  @RunOnVirtualThread
  @Operation(
      summary = "Renew the lease of a claimed attempt",
      description = "A 409 means: stop, the attempt is no longer yours, or its run has ended.")
  @APIResponse(responseCode = "200", description = "Yours for another while")
  @APIResponse(responseCode = "404", description = "task-not-found")
  @APIResponse(responseCode = "409", description = "stale-task: the attempt was taken away")
  public Lease renew(TaskId id, ClaimRequest request) {
    return counted("renewals", () -> claims.renew(id, request));
  }

  private <T> T counted(String what, Supplier<T> call) {
    try {
      var result = metrics.timer("weir.scheduler." + what, "result", "granted").record(call);
      return java.util.Objects.requireNonNull(result);
    } catch (ServiceException e) {
      if (e.type() == ProblemType.STALE_TASK) {
        metrics.counter("weir.scheduler." + what + ".stale").increment();
      }
      throw e;
    }
  }
}
