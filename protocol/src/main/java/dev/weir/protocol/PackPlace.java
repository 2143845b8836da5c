package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a pack can be read.
 *
 * @param url answers to GET with a range; absent where the pack is read through the service
 * @param expires when the URL stops to work
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PackPlace(Digest pack, @Nullable URI url, @Nullable Instant expires) {}
