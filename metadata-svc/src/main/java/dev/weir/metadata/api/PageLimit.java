package dev.weir.metadata.api;

import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much of a list to answer with. */
@Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100")
public record PageLimit(int value) {
  static final String DEFAULT = "100";
  private static final int MAX = 1000;
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  public PageLimit {
    if (value < 1 || value > MAX) {
      throw refused(String.valueOf(value));
    }
  }

  /** For query parameters of Jakarta REST, which look for this name. */
  public static PageLimit fromString(String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw refused(text);
    }
    return new PageLimit(Integer.parseInt(text));
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "limit must be a whole number from 1 to " + MAX + ", not '" + text + "'");
  }
}
