package dev.weir.store.s3;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import dev.weir.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.s3.S3Client;

/** Blobs as objects of their own, as it was before there were packs. They are read only. */
@ApplicationScoped
public class BlobObjects {
  private final S3Client s3;
  private final String bucket;

  BlobObjects(S3Client s3, StoreConfig config) {
    this.s3 = s3;
    this.bucket = config.bucket();
  }

  /** {@code projects/<project>/blobs/ab/cd/<sha256>}; the size is S3's to tell. */
  public static String key(Project project, Digest digest) {
    var sha256 = digest.sha256();
    return "projects/%s/blobs/%s/%s/%s"
        .formatted(project, sha256.substring(0, 2), sha256.substring(2, 4), sha256);
  }

  public boolean contains(Project project, Digest digest) {
    var size = size(project, digest);
    return size.isPresent() && size.getAsLong() == digest.size();
  }

  private OptionalLong size(Project project, Digest digest) {
    var key = key(project, digest);
    try {
      var head = S3Faults.asking(bucket, () -> s3.headObject(it -> it.bucket(bucket).key(key)));
      return OptionalLong.of(head.contentLength());
    } catch (S3Faults.NoSuchObjectException e) {
      return OptionalLong.empty();
    }
  }

  /** The object's bytes, whose length is the digest's size; what they hash to is not checked. */
  public Optional<InputStream> open(Project project, Digest digest) {
    var key = key(project, digest);
    try {
      var bytes = S3Faults.asking(bucket, () -> s3.getObject(get -> get.bucket(bucket).key(key)));
      if (bytes.response().contentLength() == digest.size()) {
        return Optional.of(new AbortingInputStream(bytes, bucket));
      }
      bytes.abort();
      return Optional.empty();
    } catch (S3Faults.NoSuchObjectException e) {
      return Optional.empty();
    }
  }
}
