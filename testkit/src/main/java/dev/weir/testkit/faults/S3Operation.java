package dev.weir.testkit.faults;

import java.util.Set;

/** What a request asks of S3, by the names of its API, as they stand on the bill. */
public enum S3Operation {
  GET_OBJECT,
  HEAD_OBJECT,
  PUT_OBJECT,
  COPY_OBJECT,
  DELETE_OBJECT,
  DELETE_OBJECTS,
  CREATE_MULTIPART_UPLOAD,
  UPLOAD_PART,
  COMPLETE_MULTIPART_UPLOAD,
  ABORT_MULTIPART_UPLOAD,
  LIST_OBJECTS,
  HEAD_BUCKET,
  CREATE_BUCKET,
  OTHER;

  static S3Operation of(HttpHead request) {
    var parameters = request.parameters();
    return request.hasKey() ? onObject(request, parameters) : onBucket(request, parameters);
  }

  private static S3Operation onObject(HttpHead request, Set<String> parameters) {
    boolean inParts = parameters.contains("uploadId");
    return switch (request.method()) {
      case "GET" -> inParts ? OTHER : GET_OBJECT;
      case "HEAD" -> HEAD_OBJECT;
      case "PUT" -> {
        if (inParts) {
          yield UPLOAD_PART;
        }
        yield request.header("x-amz-copy-source").isPresent() ? COPY_OBJECT : PUT_OBJECT;
      }
      case "DELETE" -> inParts ? ABORT_MULTIPART_UPLOAD : DELETE_OBJECT;
      case "POST" -> {
        if (parameters.contains("uploads")) {
          yield CREATE_MULTIPART_UPLOAD;
        }
        yield inParts ? COMPLETE_MULTIPART_UPLOAD : OTHER;
      }
      default -> OTHER;
    };
  }

  private static S3Operation onBucket(HttpHead request, Set<String> parameters) {
    return switch (request.method()) {
      case "GET" -> LIST_OBJECTS;
      case "HEAD" -> HEAD_BUCKET;
      case "PUT" -> CREATE_BUCKET;
      case "POST" -> parameters.contains("delete") ? DELETE_OBJECTS : OTHER;
      default -> OTHER;
    };
  }
}
