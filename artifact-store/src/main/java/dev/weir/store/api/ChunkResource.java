package dev.weir.store.api;

import dev.weir.protocol.ChunkPlaces;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.MissingChunks;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.store.pack.Chunks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/v1/projects/{project}")
class ChunkResource {
  private final Chunks chunks;

  ChunkResource(Chunks chunks) {
    this.chunks = chunks;
  }

  @POST
  @Path("chunks:missing")
  @RunOnVirtualThread
  @Operation(
      summary = "Which of up to 10,000 chunks are not stored",
      description = "What is stored may be counted on: no collection takes it soon.")
  public MissingChunks missing(@PathParam("project") Project project, ChunksRequest request) {
    return new MissingChunks(chunks.missing(project, checked(request).chunks()));
  }

  @POST
  @Path("chunks:locate")
  @RunOnVirtualThread
  @Operation(
      summary = "Where up to 10,000 chunks are: in which packs, and how to read those",
      description = "Check that what is read there has the chunk's SHA-256.")
  public ChunkPlaces locate(@PathParam("project") Project project, ChunksRequest request) {
    return chunks.locate(project, checked(request).chunks());
  }

  private static ChunksRequest checked(ChunksRequest request) {
    if (request.chunks().size() > ChunksRequest.LIMIT) {
      throw new ServiceException(
          ProblemType.TOO_LARGE,
          request.chunks().size() + " chunks; ask for at most " + ChunksRequest.LIMIT + " at once");
    }
    return request;
  }
}
