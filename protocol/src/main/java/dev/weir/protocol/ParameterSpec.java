package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a flow.
 *
 * @param name the field's name, also the artifact's
 * @param type the Java type, as {@link java.lang.reflect.Type#getTypeName()} prints it
 * @param required whether a run without it is refused
 * @param defaultValue as JSON, where it is known before a run: a constant, or what a method gave at
 *     packaging
 * @param file the default content of an included file, when the package carries one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterSpec(
    String name,
    Kind kind,
    String type,
    @Nullable String help,
    boolean required,
    @Nullable Object defaultValue,
    @Nullable IncludedFile file) {

  /** One whose default only the flow itself knows. */
  public ParameterSpec(
      String name,
      Kind kind,
      String type,
      @Nullable String help,
      boolean required,
      @Nullable IncludedFile file) {
    this(name, kind, type, help, required, null, file);
  }

  public enum Kind {
    /** Given as JSON in the run's request. */
    VALUE,
    /** Given as an {@link IncludedFile}: the content is in the store already. */
    FILE
  }
}
