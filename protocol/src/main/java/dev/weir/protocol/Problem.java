package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The body of an error, as RFC 9457 has it: {@code application/problem+json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, @Nullable String detail, @Nullable String instance) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(ProblemType type, @Nullable String detail, @Nullable String instance) {
    return new Problem(type.urn(), type.title(), type.status(), detail, instance);
  }
}
