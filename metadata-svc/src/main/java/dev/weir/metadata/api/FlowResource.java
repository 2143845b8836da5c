package dev.weir.metadata.api;

import dev.weir.metadata.store.Runs;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.Project;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/flows")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Flows")
class FlowResource {
  private final Runs runs;

  FlowResource(Runs runs) {
    this.runs = runs;
  }

  @GET
  @Operation(
      summary = "Flows that have runs, by name",
      description =
          "For the next page, pass the last flow's name as `after`. With `tag`, only flows that"
              + " have a run with that tag, its users' or the system's.")
  public List<FlowRecord> list(
      @QueryParam("project") Optional<Project> project,
      @QueryParam("tag") Optional<String> tag,
      @QueryParam("after") Optional<String> after,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) PageLimit limit) {
    return runs.flows(project, tag, after, limit.value());
  }
}
