package dev.weir.metadata.api;

import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which attempt of a task, or which chunk of an attempt's log: counted from 0. */
@Schema(type = SchemaType.INTEGER, minimum = "0")
public record Ordinal(int value) {
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  /** For path parameters of Jakarta REST, which look for this name. */
  public static Ordinal fromString(String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a whole number from 0, not '" + text + "'");
    }
    return new Ordinal(Integer.parseInt(text));
  }
}
