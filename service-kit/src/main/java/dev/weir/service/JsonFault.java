package dev.weir.service;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says what is wrong with a JSON body in the words of the one who wrote it: no class names. */
final class JsonFault {
  private static final int LONGEST_QUOTE = 100;

  private JsonFault() {}

  static String describe(JsonProcessingException fault) {
    return switch (fault) {
      case JsonMappingException mapping -> field(mapping) + what(mapping) + line(fault);
      case JsonEOFException _ -> "the body is not JSON: it ends too early" + line(fault);
      default -> "the body is not JSON: " + fault.getOriginalMessage() + line(fault);
    };
  }

  private static String what(JsonMappingException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown ->
          "is not known here; known are " + join(unknown.getKnownPropertyIds());
      case InvalidNullException _ -> "is null, and must not be";
      case InvalidTypeIdException unknown ->
          "is of kind "
              + quote(unknown.getTypeId())
              + "; known are "
              + kinds(unknown.getBaseType());
      case InvalidFormatException format when !hasOwnWords(format) ->
          "is " + quote(format.getValue()) + ", expected " + Expected.of(format.getTargetType());
      case MismatchedInputException missing when isMissing(missing) -> "is missing";
      case MismatchedInputException other when !hasOwnWords(other) ->
          "must be " + Expected.of(other.getTargetType());
      default -> hasOwnWords(fault) ? ownWords(fault) : "can't be read";
    };
  }

  /** Our own types explain themselves when they refuse a value. */
  private static boolean hasOwnWords(JsonMappingException fault) {
    return fault.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null;
  }

  private static String ownWords(JsonMappingException fault) {
    return "is " + fault.getCause().getMessage();
  }

  private static boolean isMissing(MismatchedInputException fault) {
    return fault.getOriginalMessage().startsWith("Missing required creator property");
  }

  private static String field(JsonMappingException fault) {
    var path = new StringBuilder();
    for (var part : fault.getPath()) {
      if (part.getFieldName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return path.isEmpty() ? "the body " : "field '" + path + "' ";
  }

  private static String line(JsonProcessingException fault) {
    var at = fault.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static String kinds(JavaType base) {
    var types = base.getRawClass().getAnnotation(JsonSubTypes.class);
    return types == null
        ? "others"
        : join(Arrays.stream(types.value()).map(JsonSubTypes.Type::name).toList());
  }

  private static String quote(Object value) {
    var text = String.valueOf(value);
    return "'"
        + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text)
        + "'";
  }

  private static String join(Collection<?> names) {
    var all = names == null ? List.of() : names;
    return all.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }
}
