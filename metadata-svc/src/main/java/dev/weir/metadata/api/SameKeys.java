package dev.weir.metadata.api;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.util.Objects;

/** A body that names what it is stored as names what the path names. */
final class SameKeys {
  private SameKeys() {}

  static void require(String field, Object inPath, Object inBody) {
    if (!Objects.equals(inPath, inBody)) {
      throw new ServiceException(
          ProblemType.MALFORMED_REQUEST,
          "field '%s' is %s, but the path says %s".formatted(field, inBody, inPath));
    }
  }
}
