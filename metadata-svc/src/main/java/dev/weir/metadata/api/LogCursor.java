package dev.weir.metadata.api;

import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a reader of logs stopped. */
@Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0")
public record LogCursor(long position) {
  static final String START = "0";
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  /** For query parameters of Jakarta REST, which look for this name. */
  public static LogCursor fromString(String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "after must be the cursor of a log feed, not '" + text + "'");
    }
    return new LogCursor(Long.parseLong(text));
  }
}
