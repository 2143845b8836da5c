package dev.weir.store.api;

import dev.weir.protocol.Project;
import dev.weir.protocol.ProjectStorage;
import dev.weir.protocol.StorageQuota;
import dev.weir.service.RefuseUnknownFields;
import dev.weir.store.pack.Storage;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/v1/projects/{project}/storage")
class StorageResource {
  private final Storage storage;

  StorageResource(Storage storage) {
    this.storage = storage;
  }

  @GET
  @RunOnVirtualThread
  @Operation(summary = "What the project has stored, what that saved, what it may take")
  public ProjectStorage get(@PathParam("project") Project project) {
    return storage.of(project);
  }

  @PUT
  @RunOnVirtualThread
  @CustomDeserialization(RefuseUnknownFields.class)
  @Operation(
      summary = "Set how many bytes the project's packs may take",
      description = "Without a quota, the project gets what the service is set to.")
  public ProjectStorage put(@PathParam("project") Project project, StorageQuota quota) {
    var bytes =
        Optional.ofNullable(quota.quota()).map(OptionalLong::of).orElse(OptionalLong.empty());
    return storage.limit(project, bytes);
  }
}
