package dev.weir.store;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Blobs as S3 objects: where each is, and what S3's refusals mean. */
@ApplicationScoped
class S3Objects {
  private static final String OWNER = "owner";

  private final S3Client s3;
  private final String bucket;

  S3Objects(S3Client s3, StoreConfig config) {
    this.s3 = s3;
    this.bucket = config.bucket();
  }

  /** {@code projects/<project>/blobs/ab/cd/<sha256>}; the size is S3's to tell. */
  static String key(Project project, Digest digest) {
    var sha256 = digest.sha256();
    return "projects/%s/blobs/%s/%s/%s"
        .formatted(project, sha256.substring(0, 2), sha256.substring(2, 4), sha256);
  }

  boolean contains(Project project, Digest digest) {
    var size = size(project, digest);
    return size.isPresent() && size.getAsLong() == digest.size();
  }

  private OptionalLong size(Project project, Digest digest) {
    var key = key(project, digest);
    try {
      return OptionalLong.of(
          asking(() -> s3.headObject(head -> head.bucket(bucket).key(key))).contentLength());
    } catch (NoSuchObject e) {
      return OptionalLong.empty();
    }
  }

  /** The object's bytes, whose length is the digest's size; what they hash to is not checked. */
  InputStream open(Project project, Digest digest) {
    var key = key(project, digest);
    try {
      var bytes = asking(() -> s3.getObject(get -> get.bucket(bucket).key(key)));
      if (bytes.response().contentLength() == digest.size()) {
        return bytes;
      }
      bytes.abort();
      throw notFound(project, digest);
    } catch (NoSuchObject e) {
      throw notFound(project, digest);
    }
  }

  /**
   * Stores bytes that have that digest, unless the object is there. S3 is told the SHA-256 and
   * refuses other bytes.
   *
   * @return whether the object is new
   */
  boolean putNew(Project project, Digest digest, Principal owner, RequestBody bytes) {
    var request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(project, digest))
            .contentLength(digest.size())
            .contentType("application/octet-stream")
            .checksumSHA256(
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.sha256())))
            .metadata(Map.of(OWNER, owner.name()));
    try {
      asking(() -> s3.putObject(request.ifNoneMatch("*").build(), bytes));
      return true;
    } catch (ObjectIsThere e) {
      if (contains(project, digest)) {
        return false;
      }
      // Someone put another thing under the key, or the object is gone since: these bytes belong.
      asking(() -> s3.putObject(request.ifNoneMatch(null).build(), bytes));
      return true;
    }
  }

  static ServiceException notFound(Project project, Digest digest) {
    return new ServiceException(
        ProblemType.BLOB_NOT_FOUND, "project " + project + " has no blob " + digest);
  }

  /** The SDK has asked again by itself before it gives up. */
  private <T> T asking(Supplier<T> request) {
    try {
      return request.get();
    } catch (S3Exception e) {
      throw translated(e);
    } catch (SdkClientException e) {
      throw new ServiceException(
          ProblemType.UNAVAILABLE, "S3 can't be reached: " + e.getMessage(), e);
    }
  }

  private RuntimeException translated(S3Exception e) {
    if (e.statusCode() == 404 && !isNoSuchBucket(e)) {
      return new NoSuchObject(e);
    }
    return switch (e.statusCode()) {
      // 409: two conditional requests at once, of which the other one was first.
      case 412, 409 -> new ObjectIsThere(e);
      case 429, 500, 502, 503, 504 ->
          new ServiceException(ProblemType.UNAVAILABLE, "S3 is not available", e);
      default ->
          new ServiceException(
              ProblemType.INTERNAL, "S3 refused bucket " + bucket + ": " + e.getMessage(), e);
    };
  }

  private static boolean isNoSuchBucket(S3Exception e) {
    var details = e.awsErrorDetails();
    @Nullable String code = details == null ? null : details.errorCode();
    return "NoSuchBucket".equals(code);
  }

  private static final class NoSuchObject extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchObject(SdkException cause) {
      super(cause);
    }
  }

  private static final class ObjectIsThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    ObjectIsThere(SdkException cause) {
      super(cause);
    }
  }
}
