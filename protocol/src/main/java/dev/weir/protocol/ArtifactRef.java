package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of an artifact is and how to read it. Exactly one of {@code blob} and {@code
 * inline} is there: small values travel inside the reference.
 *
 * @param encoding {@code json}, {@code raw}, {@code text}, {@code java}, …: see docs/artifacts.md
 * @param type the Java type, as {@link java.lang.reflect.Type#getTypeName()} prints it
 * @param size of the encoded value, in bytes
 * @param digest of the encoded value; equal digests and encodings mean equal values
 * @param inline the encoded value in Base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArtifactRef(String encoding, String type, Digest digest, @Nullable String inline) {

  /** Not {@code isInline}: JSON would take that for the property. */
  public boolean hasInline() {
    return inline != null;
  }
}
