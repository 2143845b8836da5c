package dev.weir.compiler;

import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A class, or a method or field of it, that an instruction names. */
sealed interface Reference {
  /** The class's internal name. */
  String owner();

  int line();

  /** As an author would write it. */
  String text();

  /** Whether that class itself has it; its supertypes are not looked at. */
  boolean isIn(ClassModel type);

  /** As {@link #isIn(ClassModel)}, and its supertypes are looked at. */
  boolean isIn(Class<?> type);

  /** Whether a supertype's counts, too. */
  default boolean isInherited() {
    return true;
  }

  /** The class's name, without its package. */
  default String type() {
    return simple(owner());
  }

  private static Stream<Class<?>> withSupertypes(Class<?> type) {
    var above =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
    return Stream.concat(Stream.of(type), above.flatMap(Reference::withSupertypes));
  }

  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }

  record ToClass(String owner, int line) implements Reference {
    @Override
    public String text() {
      return "uses " + simple(owner);
    }

    @Override
    public boolean isIn(ClassModel type) {
      return true;
    }

    @Override
    public boolean isIn(Class<?> type) {
      return true;
    }
  }

  /**
   * A method or constructor.
   *
   * @param virtual whether a subclass's may be called
   */
  record ToMethod(MethodId id, boolean virtual, int line) implements Reference {
    @Override
    public String owner() {
      return id.owner();
    }

    @Override
    public String text() {
      var parameters =
          MethodTypeDesc.ofDescriptor(id.descriptor()).parameterList().stream()
              .map(ClassDesc::displayName)
              .map(name -> name.replace('$', '.'))
              .collect(Collectors.joining(", ", "(", ")"));
      return id.isConstructor()
          ? "calls new " + simple(id.owner()) + parameters
          : "calls " + simple(id.owner()) + "." + id.name() + parameters;
    }

    @Override
    public boolean isInherited() {
      return !id.isConstructor();
    }

    @Override
    public boolean isIn(Class<?> type) {
      return withSupertypes(type)
          .flatMap(each -> Stream.of(each.getDeclaredMethods()))
          .anyMatch(
              method ->
                  method.getName().equals(id.name())
                      && Descriptors.of(method).equals(id.descriptor()));
    }

    @Override
    public boolean isIn(ClassModel type) {
      return type.methods().stream()
          .anyMatch(
              method ->
                  method.methodName().equalsString(id.name())
                      && method.methodType().equalsString(id.descriptor()));
    }
  }

  record ToField(String owner, String name, String descriptor, int line) implements Reference {
    @Override
    public String text() {
      return "uses " + simple(owner) + "." + name;
    }

    @Override
    public boolean isIn(Class<?> type) {
      return withSupertypes(type)
          .flatMap(each -> Stream.of(each.getDeclaredFields()))
          .anyMatch(
              field ->
                  field.getName().equals(name)
                      && field.getType().descriptorString().equals(descriptor));
    }

    @Override
    public boolean isIn(ClassModel type) {
      return type.fields().stream()
          .anyMatch(
              field ->
                  field.fieldName().equalsString(name)
                      && field.fieldType().equalsString(descriptor));
    }
  }
}
