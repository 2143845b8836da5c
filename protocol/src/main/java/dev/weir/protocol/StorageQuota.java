package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT …/storage}.
 *
 * @param quota how many bytes the project's packs may take; absent: what the service is set to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageQuota(@Nullable Long quota) {
  public StorageQuota {
    if (quota != null && quota < 0) {
      throw new IllegalArgumentException("negative: " + quota);
    }
  }
}
