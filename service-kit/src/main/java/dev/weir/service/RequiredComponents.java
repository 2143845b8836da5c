package dev.weir.service;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request's body to what its record says: a component that isn't {@code @Nullable} must be
 * there, and not as null.
 */
final class RequiredComponents extends NopAnnotationIntrospector {
  private static final JsonSetter.Value REFUSE_NULL = JsonSetter.Value.forValueNulls(Nulls.FAIL);

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated member) {
    return isRequired(member) ? REFUSE_NULL : JsonSetter.Value.empty();
  }

  private static boolean isRequired(Annotated member) {
    if (!(member instanceof AnnotatedParameter parameter)
        || !(parameter.getOwner() instanceof AnnotatedConstructor constructor)) {
      return false;
    }
    var type = constructor.getDeclaringClass();
    return type.isRecord()
        && type.getPackage().isAnnotationPresent(NullMarked.class)
        && !constructor
            .getAnnotated()
            .getAnnotatedParameterTypes()[parameter.getIndex()]
            .isAnnotationPresent(Nullable.class);
  }
}
