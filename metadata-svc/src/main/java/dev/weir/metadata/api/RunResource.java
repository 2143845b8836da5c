package dev.weir.metadata.api;

import dev.weir.metadata.store.RunQuery;
import dev.weir.metadata.store.Runs;
import dev.weir.protocol.Collected;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.service.CurrentPrincipal;
import dev.weir.service.RefuseUnknownFields;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/runs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Runs")
class RunResource {
  private final Runs runs;
  private final CurrentPrincipal principal;

  RunResource(Runs runs, CurrentPrincipal principal) {
    this.runs = runs;
    this.principal = principal;
  }

  @PUT
  @Path("{run}")
  @Operation(
      summary = "Creates a run or ends it",
      description =
          "May be repeated. A run that ended stays as it ended; the answer is what is stored. The"
              + " owner is the user who stored it first.")
  public RunRecord put(RunId run, RunRecord sent) {
    SameKeys.require("id", run, sent.id());
    return runs.store(sent, principal.get());
  }

  @GET
  @Path("{run}")
  @Operation(summary = "One run")
  public RunRecord get(RunId run) {
    return runs.get(run);
  }

  @PATCH
  @Path("{run}/tags")
  @CustomDeserialization(RefuseUnknownFields.class)
  @Operation(
      summary = "Changes the tags that users gave a run",
      description =
          "`remove` first, then `add`, as one change: of many at once none is lost. System tags"
              + " can't be removed (422). The answer is the run with its tags.")
  public RunRecord tag(RunId run, TagChange change) {
    return runs.tag(run, change);
  }

  @PUT
  @Path("{run}/collected")
  @Operation(
      summary = "Takes down that a run's artifacts are no longer kept",
      description =
          "By artifact-store's garbage collection, before any of them goes. The first answer"
              + " stays. Refused while the run goes on (409).")
  public RunRecord collect(RunId run, Collected by) {
    return runs.collect(run, by);
  }

  @GET
  @Operation(
      summary = "Runs, newest first",
      description =
          "For the next page, pass the last run's id as `after`. `tag` may be repeated: a run has"
              + " to have all of them, among its users' tags or the system's.")
  public List<RunRecord> list(
      @QueryParam("project") Optional<Project> project,
      @QueryParam("flow") Optional<String> flow,
      @QueryParam("owner") Optional<String> owner,
      @QueryParam("state") Optional<RunState> state,
      @QueryParam("tag") List<String> tags,
      @QueryParam("after") Optional<RunId> after,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) PageLimit limit) {
    return runs.list(new RunQuery(project, flow, owner, state, tags, after, limit.value()));
  }

  @GET
  @Path("{run}/steps")
  @Operation(summary = "A run's steps, in the order in which it reached them")
  public List<StepRecord> steps(RunId run) {
    return runs.steps(run);
  }
}
