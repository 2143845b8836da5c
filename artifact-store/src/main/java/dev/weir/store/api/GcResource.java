package dev.weir.store.api;

import dev.weir.protocol.Project;
import dev.weir.protocol.StoreCollection;
import dev.weir.protocol.StoreCollectionRequest;
import dev.weir.service.RefuseUnknownFields;
import dev.weir.store.gc.GarbageCollections;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/projects/{project}/gc")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Garbage collection")
class GcResource {
  private final GarbageCollections collections;

  GcResource(GarbageCollections collections) {
    this.collections = collections;
  }

  @POST
  @CustomDeserialization(RefuseUnknownFields.class)
  @Operation(
      summary = "Begins a garbage collection",
      description =
          "Without `delete` it only finds out what could go. Refused while another one of the"
              + " project goes on (409). GET says how far it is.")
  public StoreCollection begin(Project project, StoreCollectionRequest request) {
    return collections.begin(project, request.delete());
  }

  @GET
  @Operation(summary = "The garbage collection that goes on, or the last")
  public StoreCollection status(Project project) {
    return collections.status(project);
  }
}
