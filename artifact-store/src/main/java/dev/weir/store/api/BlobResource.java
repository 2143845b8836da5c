package dev.weir.store.api;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.service.CurrentPrincipal;
import dev.weir.store.pack.Blobs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/projects/{project}")
class BlobResource {
  private final Blobs blobs;
  private final CurrentPrincipal principal;

  BlobResource(Blobs blobs, CurrentPrincipal principal) {
    this.blobs = blobs;
    this.principal = principal;
  }

  @GET
  @Path("blobs/{digest}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RunOnVirtualThread
  @Operation(
      summary = "The bytes of a blob, or a range of them",
      description = "Each chunk was checked here. Up to 1 MiB, the digest is that of the bytes.")
  @APIResponse(responseCode = "200", description = "All of it")
  @APIResponse(responseCode = "206", description = "The range that was asked for")
  public Response get(
      @PathParam("project") Project project,
      @PathParam("digest") Digest digest,
      @HeaderParam("Range") @Nullable String range)
      throws IOException {
    return RangedAnswer.of(
        digest, range, part -> blobs.open(project, digest, principal.get(), part));
  }

  @HEAD
  @Path("blobs/{digest}")
  @RunOnVirtualThread
  @Operation(summary = "Whether a blob is stored")
  public Response head(@PathParam("project") Project project, @PathParam("digest") Digest digest)
      throws IOException {
    if (!blobs.contains(project, digest, principal.get())) {
      throw new ServiceException(
          ProblemType.BLOB_NOT_FOUND, "project " + project + " has no blob " + digest);
    }
    return RangedAnswer.about(Response.Status.OK, digest, digest.size()).build();
  }

  @PUT
  @Path("blobs/{digest}")
  @Consumes(MediaType.WILDCARD)
  @RunOnVirtualThread
  @Operation(
      summary = "Store a blob, cut into chunks here",
      description = "Refused with 422 when the bytes do not have the digest. May be repeated.")
  @APIResponse(responseCode = "201", description = "The blob is new")
  @APIResponse(responseCode = "200", description = "It was there")
  public Response put(
      @PathParam("project") Project project, @PathParam("digest") Digest digest, InputStream bytes)
      throws IOException {
    var isNew = blobs.put(project, digest, principal.get(), bytes);
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK).build();
  }
}
