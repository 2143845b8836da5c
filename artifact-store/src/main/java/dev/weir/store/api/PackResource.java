package dev.weir.store.api;

import dev.weir.protocol.Digest;
import dev.weir.protocol.PackCommit;
import dev.weir.protocol.PackUpload;
import dev.weir.protocol.PackUploadRequest;
import dev.weir.protocol.Project;
import dev.weir.service.CurrentPrincipal;
import dev.weir.store.pack.Packs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
class PackResource {
  private final Packs packs;
  private final CurrentPrincipal principal;

  PackResource(Packs packs, CurrentPrincipal principal) {
    this.packs = packs;
    this.principal = principal;
  }

  @POST
  @Path("packs:upload")
  @RunOnVirtualThread
  @Operation(
      summary = "A URL under which S3 takes exactly this pack",
      description = "Nothing where the service takes packs itself only: then PUT it here.")
  public PackUpload upload(@PathParam("project") Project project, PackUploadRequest request) {
    return packs.upload(project, request.pack(), principal.get());
  }

  @POST
  @Path("packs/{digest: [^/:]+:[^/:]+}:commit")
  @RunOnVirtualThread
  @Operation(
      summary = "Check a pack that was put into S3, and make its chunks findable",
      description = "Refused with 422 when anything about it is wrong. May be repeated.")
  @APIResponse(responseCode = "204", description = "Its chunks are stored")
  public void commit(
      @PathParam("project") Project project, @PathParam("digest") Digest digest, PackCommit commit)
      throws IOException {
    packs.commit(project, digest, commit.upload());
  }

  @PUT
  @Path("packs/{digest}")
  @Consumes(MediaType.WILDCARD)
  @RunOnVirtualThread
  @Operation(
      summary = "Store a pack of at most 16 MiB",
      description = "Refused with 422 when anything about it is wrong. May be repeated.")
  @APIResponse(responseCode = "201", description = "The pack is new")
  @APIResponse(responseCode = "200", description = "It was there")
  public Response put(
      @PathParam("project") Project project, @PathParam("digest") Digest digest, InputStream bytes)
      throws IOException {
    var isNew = packs.take(project, digest, principal.get(), bytes);
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK).build();
  }

  @GET
  @Path("packs/{digest}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RunOnVirtualThread
  @Operation(summary = "The bytes of a pack, or a range of them")
  @APIResponse(responseCode = "200", description = "All of it")
  @APIResponse(responseCode = "206", description = "The range that was asked for")
  public Response get(
      @PathParam("project") Project project,
      @PathParam("digest") Digest digest,
      @HeaderParam("Range") @Nullable String range)
      throws IOException {
    return RangedAnswer.of(digest, range, part -> packs.open(project, digest, part));
  }
}
