package dev.weir.scheduler.submit;

import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.RunState;
import dev.weir.protocol.ServiceException;
import dev.weir.scheduler.run.RunQuery;
import dev.weir.scheduler.run.Runs;
import dev.weir.scheduler.run.RunsInMotion;
import dev.weir.service.CurrentPrincipal;
import dev.weir.service.RefuseUnknownFields;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asking for runs, and looking at them. */
@Path("/v1/runs")
@Tag(name = "Runs", description = "Asking for runs, looking at them, stopping them")
class RunResource {
  private static final int MOST_RUNS = 500;

  private final Submissions submissions;
  private final RunsInMotion motion;
  private final Runs runs;
  private final CurrentPrincipal principal;

  RunResource(Submissions submissions, RunsInMotion motion, Runs runs, CurrentPrincipal principal) {
    this.submissions = submissions;
    this.motion = motion;
    this.runs = runs;
    this.principal = principal;
  }

  @POST
  @RunOnVirtualThread
  @CustomDeserialization(RefuseUnknownFields.class)
  @Operation(summary = "Start a run", description = RunDocs.POST)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunRequest.class),
              examples = @ExampleObject(name = "GenreStatsFlow", value = RunDocs.REQUEST)))
  @APIResponse(
      responseCode = "201",
      description = "The run; it has begun",
      headers =
          @Header(
              name = "Location",
              description = "Where the run is",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Run.class),
              examples = @ExampleObject(name = "just begun", value = RunDocs.RUN)))
  @APIResponse(
      responseCode = "200",
      description = "The run that the same request with the same Idempotency-Key made before",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-request: the detail names the field, or line and column",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class),
              examples = @ExampleObject(name = "malformed", value = RunDocs.MALFORMED)))
  @APIResponse(
      responseCode = "401",
      description = "unauthenticated: the header X-Weir-User is missing")
  @APIResponse(
      responseCode = "409",
      description = "idempotency-conflict: the key was used for another request",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "unknown-package: no such blob; invalid-package: it can't be run;"
              + " invalid-parameter: the detail names the parameter",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class),
              examples = @ExampleObject(name = "parameter", value = RunDocs.INVALID_PARAMETER)))
  @APIResponse(
      responseCode = "503",
      description = "unavailable: ask again after Retry-After; an Idempotency-Key makes that safe",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response post(
      RunRequest request,
      @HeaderParam("Idempotency-Key")
          @Parameter(description = RunDocs.KEY, example = "nightly-2026-11-21")
          Optional<String> idempotencyKey) {
    var created = submissions.submit(request, principal.get(), idempotencyKey);
    return Response.status(created.fresh() ? 201 : 200)
        .location(URI.create("/v1/runs/" + created.run()))
        .entity(runs.get(created.run()))
        .build();
  }

  @GET
  @RunOnVirtualThread
  @Operation(summary = "List runs, newest first")
  @APIResponse(responseCode = "200", description = "A page of runs; ask on with before=<last id>")
  public List<Run> list(
      @QueryParam("project") @Nullable Project project,
      @QueryParam("flow") @Nullable String flow,
      @QueryParam("state") @Parameter(description = "RUNNING, SUCCEEDED, FAILED or CANCELLED")
          @Nullable String state,
      @QueryParam("before") @Parameter(description = "Only runs older than this one")
          @Nullable RunId before,
      @QueryParam("limit") @DefaultValue("50") @Parameter(description = "1 to 500") int limit) {
    if (limit < 1 || limit > MOST_RUNS) {
      throw malformed("limit is " + limit + ", expected 1 to " + MOST_RUNS);
    }
    return runs.list(
        new RunQuery(
            Optional.ofNullable(project),
            Optional.ofNullable(flow),
            Optional.ofNullable(state).map(RunResource::state),
            Optional.ofNullable(before),
            limit));
  }

  @GET
  @Path("{id:[^:%/]+}")
  @RunOnVirtualThread
  @Operation(summary = "Look at a run", description = "With how far each of its steps is")
  @APIResponse(responseCode = "200", description = "The run as it stands")
  @APIResponse(responseCode = "404", description = "run-not-found")
  public Run get(RunId id) {
    return runs.get(id);
  }

  @POST
  @Path("{id:[^:%/]+}{colon::|%3A|%3a}cancel")
  @RunOnVirtualThread
  @Operation(
      summary = "Stop a run where it stands",
      description =
          "What waits is cancelled; what runs loses its lease. A run that has ended stays as it is.")
  @APIResponse(responseCode = "200", description = "The run as it stands")
  @APIResponse(responseCode = "404", description = "run-not-found")
  public Run cancel(RunId id) {
    motion.cancel(id);
    return runs.get(id);
  }

  private static RunState state(String text) {
    try {
      return RunState.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw malformed("state is '" + text + "', expected one of " + List.of(RunState.values()));
    }
  }

  private static ServiceException malformed(String detail) {
    return new ServiceException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
