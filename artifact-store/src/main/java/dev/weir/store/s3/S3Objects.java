package dev.weir.store.s3;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The objects of the store's bucket. */
@ApplicationScoped
public class S3Objects {
  private static final String OWNER = "owner";

  private final S3Client s3;
  private final StoreConfig config;
  private final String bucket;

  S3Objects(S3Client s3, StoreConfig config) {
    this.s3 = s3;
    this.config = config;
    this.bucket = config.bucket();
  }

  /** Puts a file whose bytes have that digest; S3 is told so, and refuses others. */
  public void put(String key, Digest digest, Principal owner, Path file) {
    var request = putting(key, digest, owner).build();
    try {
      S3Faults.asking(bucket, () -> s3.putObject(request, RequestBody.fromFile(file)));
    } catch (S3Faults.ObjectIsThereException e) {
      // An earlier attempt of this very request, whose answer was lost: keys are never used twice.
    }
  }

  /** What each put of a pack says, by whomever: which bytes, whose, to be new, how encrypted. */
  PutObjectRequest.Builder putting(String key, Digest digest, Principal owner) {
    var request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .ifNoneMatch("*")
            .metadata(Map.of(OWNER, owner.name()))
            .contentLength(digest.size())
            .checksumSHA256(
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.sha256())));
    switch (config.encryption()) {
      case BUCKET -> {
        // S3 does it by the bucket's own setting.
      }
      case SSE_S3 -> request.serverSideEncryption(ServerSideEncryption.AES256);
      case SSE_KMS -> {
        request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
        config.kmsKey().ifPresent(request::ssekmsKeyId);
      }
    }
    return request;
  }

  GetObjectRequest getting(String key) {
    return GetObjectRequest.builder().bucket(bucket).key(key).build();
  }

  /** The object's bytes, if it is there; what they hash to is not checked. */
  public Optional<InputStream> open(String key) {
    return get(getting(key));
  }

  public Optional<InputStream> open(String key, ByteRange range) {
    return get(getting(key).toBuilder().range(range.header()).build());
  }

  private Optional<InputStream> get(GetObjectRequest request) {
    try {
      return Optional.of(
          new AbortingInputStream(S3Faults.asking(bucket, () -> s3.getObject(request)), bucket));
    } catch (S3Faults.NoSuchObjectException e) {
      return Optional.empty();
    }
  }

  /** It may be gone already. */
  public void delete(String key) {
    try {
      S3Faults.asking(bucket, () -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
    } catch (S3Faults.NoSuchObjectException e) {
      // As wanted.
    }
  }
}
