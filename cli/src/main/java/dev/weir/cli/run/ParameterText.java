package dev.weir.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.cli.UserError;
import dev.weir.client.Json;
import dev.weir.protocol.ParameterSpec;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what stands after a parameter's option as the JSON value that the parameter's type has. */
final class ParameterText {
  private static final Pattern MANY =
      Pattern.compile(
          "(?:java\\.util\\.(?:List|Set|SortedSet|Collection|SequencedCollection)<(?<of>.+)>|(?<array>.+)\\[])");
  private static final Pattern OPTIONAL = Pattern.compile("java\\.util\\.Optional<(.+)>");

  private ParameterText() {}

  /** The type's name, for help and errors. */
  static String typeName(ParameterSpec spec) {
    return spec.kind() == ParameterSpec.Kind.FILE ? "file" : reader(spec).name();
  }

  /** What it is when nobody gives it, where that is known. */
  static Optional<String> defaultOf(ParameterSpec spec) {
    if (spec.defaultFrom() != null) {
      return Optional.of("what " + spec.defaultFrom() + "() gives");
    }
    return Optional.ofNullable(spec.defaultValue())
        .filter(value -> !(OPTIONAL.matcher(spec.type()).matches() && value.equals(List.of())))
        .map(value -> value instanceof String text ? text : Json.text(value));
  }

  static Object read(ParameterSpec spec, String text) {
    var reader = reader(spec);
    try {
      return reader.read().apply(text);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      var option = OptionNames.of(spec.name());
      throw new UserError(
          option
              + ": '"
              + text
              + "' is not "
              + reader.name()
              + ". An example: "
              + option
              + " "
              + reader.example());
    }
  }

  private static TextReader reader(ParameterSpec spec) {
    var separator = spec.separator();
    var many = MANY.matcher(spec.type());
    if (separator != null && many.matches()) {
      var element = many.group("of") == null ? many.group("array") : many.group("of");
      return separated(scalar(spec, element), separator);
    }
    return scalar(spec, spec.type());
  }

  private static TextReader scalar(ParameterSpec spec, String type) {
    var optional = OPTIONAL.matcher(type);
    if (optional.matches()) {
      var one = scalar(spec, optional.group(1));
      return new TextReader(one.name(), one.example(), text -> List.of(one.read().apply(text)));
    }
    if (!spec.choices().isEmpty() && !isComposite(type)) {
      return TextReader.choice(spec.choices());
    }
    return TextReader.of(type).orElseGet(() -> composite(type));
  }

  private static TextReader separated(TextReader element, String separator) {
    return new TextReader(
        element.name() + ", several with '" + separator + "' between",
        element.example() + separator + element.example(),
        text ->
            text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(Pattern.quote(separator), -1))
                    .map(String::strip)
                    .map(element.read())
                    .toList());
  }

  private static boolean isComposite(String type) {
    return isArray(type) || type.startsWith("java.util.Map");
  }

  private static boolean isArray(String type) {
    return type.endsWith("[]") || type.matches("java\\.util\\.\\w*(List|Set|Collection)\\b.*");
  }

  private static TextReader composite(String type) {
    if (isArray(type)) {
      return new TextReader(
          "a JSON array (" + simple(type) + ")", "'[1, 2]'", text -> json(text, '['));
    }
    if (type.startsWith("java.util.Map")) {
      return new TextReader(
          "a JSON object (" + simple(type) + ")", "'{\"a\": 1}'", text -> json(text, '{'));
    }
    return new TextReader(
        "a value of type " + simple(type), "'{\"a\": 1}'", ParameterText::jsonOrText);
  }

  private static String simple(String type) {
    return type.replaceAll("[a-z][a-z0-9_]*\\.|\\w+\\$", "");
  }

  private static Object json(String text, char first) {
    var stripped = text.strip();
    if (stripped.isEmpty() || stripped.charAt(0) != first) {
      throw new IllegalArgumentException(text);
    }
    return json(stripped);
  }

  private static Object json(String text) {
    try {
      return Json.mapper().readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Object jsonOrText(String text) {
    var stripped = text.strip();
    return stripped.startsWith("{") || stripped.startsWith("[") ? json(stripped) : text;
  }
}
