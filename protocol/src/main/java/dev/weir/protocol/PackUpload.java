package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST …/packs:upload}: the request that puts the pack into S3, or nothing
 * where the service takes packs itself only, by {@code PUT …/packs/{digest}}.
 *
 * @param upload to be named when the pack is committed
 * @param url answers to PUT alone, with these headers, for these bytes
 * @param expires when S3 stops taking it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PackUpload(
    @Nullable String upload,
    @Nullable URI url,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Map<String, String> headers,
    @Nullable Instant expires) {
  /** The service takes packs itself. */
  public static final PackUpload RELAYED = new PackUpload(null, null, null, null);

  public PackUpload {
    headers = headers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(headers));
  }
}
