package dev.weir.protocol;

import java.util.Locale;

/** Every way a service says no: the status it answers with, and whether to ask again. */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request is malformed", false),
  UNAUTHENTICATED(401, "The request names no user", false),
  FORBIDDEN(403, "That is not this user's to do", false),
  NOT_FOUND(404, "There is no such resource", false),
  RUN_NOT_FOUND(404, "There is no such run", false),
  TASK_NOT_FOUND(404, "There is no such task", false),
  BLOB_NOT_FOUND(404, "There is no such blob", false),
  METHOD_NOT_ALLOWED(405, "The resource has no such method", false),
  CONFLICT(409, "The request contradicts what is stored", false),
  STALE_TASK(409, "The attempt is not, or no longer, yours", false),
  IDEMPOTENCY_CONFLICT(409, "The idempotency key was used for another request", false),
  BLOB_COLLECTED(410, "The artifacts of that run are no longer kept", false),
  TOO_LARGE(413, "The request is too large", false),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not one this resource reads", false),
  DIGEST_MISMATCH(422, "The bytes do not have that digest", false),
  INVALID_PACK(422, "The pack cannot be stored", false),
  UNKNOWN_PACKAGE(422, "There is no such code package", false),
  INVALID_PACKAGE(422, "The code package cannot be run", false),
  INVALID_PARAMETER(422, "A parameter is wrong", false),
  INVALID_TAG(422, "The run's tags can't be changed so", false),
  TOO_MANY_REQUESTS(429, "Too many requests", true),
  INTERNAL(500, "Something went wrong here", false),
  UNAVAILABLE(503, "Not available right now", true),
  STORAGE_CREDENTIALS(503, "The object store refuses the service's credentials", true),
  QUOTA_EXCEEDED(507, "The project's storage is full", false);

  private final int status;
  private final String title;
  private final boolean retryable;

  ProblemType(int status, String title, boolean retryable) {
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** The type's name on the wire: {@code urn:problem:stale-task}. */
  public String urn() {
    return "urn:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
