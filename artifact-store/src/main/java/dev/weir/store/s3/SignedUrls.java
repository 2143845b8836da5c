package dev.weir.store.s3;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.store.StoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that let their bearer read one object, or put exactly one content, for a while. */
@ApplicationScoped
public class SignedUrls {
  /** What an HTTP client says by itself. */
  private static final Set<String> BY_ITSELF = Set.of("host", "content-length");

  private final S3Presigner presigner;
  private final S3Objects objects;
  private final StoreConfig config;
  private final S3Meter meter;

  SignedUrls(S3Presigner presigner, S3Objects objects, StoreConfig config, S3Meter meter) {
    this.presigner = presigner;
    this.objects = objects;
    this.config = config;
    this.meter = meter;
  }

  /**
   * A request that is signed with all its headers.
   *
   * @param headers to be sent as they are
   */
  public record Signed(URI url, Map<String, String> headers, Instant expires) {}

  /** Otherwise all bytes pass through this service. */
  public boolean areGiven() {
    return config.directTransfer();
  }

  /** Puts exactly those bytes, and only where nothing is yet. */
  public Signed put(String key, Digest digest, Principal owner) {
    try {
      var signed =
          presigner.presignPutObject(
              request ->
                  request
                      .signatureDuration(config.urlLifetime())
                      .putObjectRequest(objects.putting(key, digest, owner).build()));
      var headers = new TreeMap<String, String>();
      signed
          .signedHeaders()
          .forEach(
              (name, values) -> {
                if (!BY_ITSELF.contains(name)) {
                  headers.put(name, String.join(",", values));
                }
              });
      meter.signed("PutObject");
      return new Signed(URI.create(signed.url().toString()), headers, signed.expiration());
    } catch (SdkException e) {
      throw S3Faults.translated(config.bucket(), e);
    }
  }

  /** Reads the object, or any range of it. */
  public Signed get(String key) {
    try {
      var signed =
          presigner.presignGetObject(
              request ->
                  request
                      .signatureDuration(config.urlLifetime())
                      .getObjectRequest(objects.getting(key)));
      meter.signed("GetObject");
      return new Signed(URI.create(signed.url().toString()), Map.of(), signed.expiration());
    } catch (SdkException e) {
      throw S3Faults.translated(config.bucket(), e);
    }
  }
}
