package dev.weir.compiler;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds {@code @Libraries} in class files, before the classes can be loaded. */
final class JarLibraries {
  private static final String TYPE = "Ldev/weir/flow/Libraries;";

  private final List<LibraryDeclaration> declarations = new ArrayList<>();
  private final Map<String, String> supertypes = new HashMap<>();

  private JarLibraries() {}

  static LibraryDeclarations of(Stream<byte[]> classes) {
    var found = new JarLibraries();
    classes.forEach(bytes -> found.add(ClassFile.of().parse(bytes)));
    return new LibraryDeclarations(found.declarations, found.supertypes);
  }

  /** Whether the annotation stands on a class or a method. */
  static boolean isOn(AttributedElement declared) {
    return declared
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .filter(found -> found.annotations().stream().anyMatch(JarLibraries::isLibraries))
        .isPresent();
  }

  private static boolean isLibraries(Annotation annotation) {
    return annotation.classSymbol().descriptorString().equals(TYPE);
  }

  private void add(ClassModel type) {
    var name = type.thisClass().asInternalName();
    type.superclass().ifPresent(above -> supertypes.put(name, above.asInternalName()));
    type.findAttribute(Attributes.runtimeVisibleAnnotations())
        .ifPresent(found -> declare(type, "", found.annotations()));
    for (var method : type.methods()) {
      method
          .findAttribute(Attributes.runtimeVisibleAnnotations())
          .ifPresent(
              found -> declare(type, method.methodName().stringValue(), found.annotations()));
    }
  }

  private void declare(ClassModel type, String method, List<Annotation> annotations) {
    for (var annotation : annotations) {
      if (isLibraries(annotation)) {
        declarations.add(
            new LibraryDeclaration(
                type.thisClass().asInternalName(),
                method,
                texts(annotation, "value"),
                texts(annotation, "repositories"),
                new Place(source(type), 0)));
      }
    }
  }

  private static String source(ClassModel type) {
    return type.findAttribute(Attributes.sourceFile())
        .map(attribute -> attribute.sourceFile().stringValue())
        .orElse(type.thisClass().asInternalName());
  }

  private static List<String> texts(Annotation annotation, String element) {
    return annotation.elements().stream()
        .filter(each -> each.name().stringValue().equals(element))
        .map(AnnotationElement::value)
        .flatMap(value -> ((AnnotationValue.OfArray) value).values().stream())
        .map(value -> ((AnnotationValue.OfString) value).stringValue())
        .toList();
  }
}
