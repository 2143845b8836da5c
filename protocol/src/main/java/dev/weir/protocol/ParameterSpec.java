package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a flow.
 *
 * @param name the field's name, also the artifact's
 * @param type the Java type, as {@link java.lang.reflect.Type#getTypeName()} prints it
 * @param required whether a run without it is refused
 * @param file the default content of an included file, when the package carries one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterSpec(
    String name,
    Kind kind,
    String type,
    @Nullable String help,
    boolean required,
    @Nullable IncludedFile file) {

  public enum Kind {
    /** Given as JSON in the run's request. */
    VALUE,
    /** Given as an {@link IncludedFile}: the content is in the store already. */
    FILE
  }
}
