package dev.weir.service;

import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Answers that say no, in the one form RFC 9457 gives them. */
final class Problems {
  private static final int RETRY_AFTER_SECONDS = 1;

  private Problems() {}

  static Response answer(ProblemType type, @Nullable String detail, String path) {
    var response = Response.status(type.status()).type(Problem.MEDIA_TYPE);
    if (type.retryable()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.entity(Problem.of(type, detail, path)).build();
  }

  /** A status that no {@link ProblemType} stands for; its meaning is the status itself. */
  static Response answer(Response.StatusType status, String path) {
    var problem =
        new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), null, path);
    return Response.status(status).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
