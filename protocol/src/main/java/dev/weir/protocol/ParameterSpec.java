package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a flow.
 *
 * @param name the field's name, also the artifact's
 * @param type the Java type, as {@link java.lang.reflect.Type#getTypeName()} prints it
 * @param required whether a run without it is refused
 * @param choices the constants of its enum, or of that of its elements
 * @param separator what stands between elements on a command line; JSON when absent
 * @param defaultFrom the method of the flow that gave the default at packaging
 * @param defaultValue as JSON, where it is known before a run: a constant, or what a method gave at
 *     packaging
 * @param encoding the charset of an included text; UTF-8 when absent
 * @param file the default content of an included file, when the package carries one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ParameterSpec(
    String name,
    Kind kind,
    String type,
    @Nullable String help,
    boolean required,
    @Nullable List<String> choices,
    @Nullable String separator,
    @Nullable String defaultFrom,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object defaultValue,
    @Nullable String encoding,
    @Nullable IncludedFile file) {
  public ParameterSpec {
    choices = choices == null ? List.of() : List.copyOf(choices);
  }

  /** One whose default only the flow itself knows. */
  public ParameterSpec(
      String name,
      Kind kind,
      String type,
      @Nullable String help,
      boolean required,
      @Nullable IncludedFile file) {
    this(name, kind, type, help, required, null, null, null, null, null, file);
  }

  public ParameterSpec withDefaultValue(@Nullable Object json) {
    return new ParameterSpec(
        name, kind, type, help, required, choices, separator, defaultFrom, json, encoding, file);
  }

  public enum Kind {
    /** Given as JSON in the run's request. */
    VALUE,
    /** Given as an {@link IncludedFile}: the content is in the store already. */
    FILE
  }
}
