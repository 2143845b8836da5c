package dev.weir.store.api;

import dev.weir.protocol.Digest;
import dev.weir.protocol.MissingBlobs;
import dev.weir.protocol.MissingBlobsRequest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.service.CurrentPrincipal;
import dev.weir.store.pack.Blobs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/v1/projects/{project}")
class BlobResource {
  private static final String FOREVER = "private, max-age=31536000, immutable";

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
  @Operation(summary = "The bytes of a blob", description = "Check that they have the digest.")
  public Response get(@PathParam("project") Project project, @PathParam("digest") Digest digest) {
    return found(digest).entity(blobs.open(project, digest)).build();
  }

  @HEAD
  @Path("blobs/{digest}")
  @RunOnVirtualThread
  @Operation(summary = "Whether a blob is stored")
  public Response head(@PathParam("project") Project project, @PathParam("digest") Digest digest) {
    if (!blobs.contains(project, digest)) {
      throw new ServiceException(
          ProblemType.BLOB_NOT_FOUND, "project " + project + " has no blob " + digest);
    }
    return found(digest).build();
  }

  @PUT
  @Path("blobs/{digest}")
  @Consumes(MediaType.WILDCARD)
  @RunOnVirtualThread
  @Operation(
      summary = "Store a blob",
      description = "Refused with 422 when the bytes do not have the digest. May be repeated.")
  @APIResponse(responseCode = "201", description = "The blob is new")
  @APIResponse(responseCode = "200", description = "It was there")
  public Response put(
      @PathParam("project") Project project, @PathParam("digest") Digest digest, InputStream bytes)
      throws IOException {
    var isNew = blobs.put(project, digest, principal.get(), bytes);
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK).build();
  }

  @POST
  @Path("blobs:missing")
  @RunOnVirtualThread
  @Operation(summary = "Which of up to 1000 blobs are not stored")
  public MissingBlobs missing(@PathParam("project") Project project, MissingBlobsRequest request) {
    var digests = request.digests();
    if (digests.size() > MissingBlobsRequest.LIMIT) {
      throw new ServiceException(
          ProblemType.TOO_LARGE,
          digests.size() + " digests; ask for at most " + MissingBlobsRequest.LIMIT + " at once");
    }
    return new MissingBlobs(blobs.missing(project, digests));
  }

  private static Response.ResponseBuilder found(Digest digest) {
    return Response.ok()
        .header(HttpHeaders.CONTENT_LENGTH, digest.size())
        .header(HttpHeaders.ETAG, '"' + digest.sha256() + '"')
        .header(HttpHeaders.CACHE_CONTROL, FOREVER);
  }
}
