package dev.weir.compiler;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds {@code @Libraries} in class files, before the classes can be loaded. */
final class JarLibraries {
  private static final String TYPE = "Ldev/weir/flow/Libraries;";

  private final List<LibraryDeclaration> declarations = new ArrayList<>();
  private final Map<String, String> supertypes = new HashMap<>();

  JarLibraries(Collection<byte[]> classes) {
    classes.forEach(bytes -> add(ClassFile.of().parse(bytes)));
  }

  List<LibraryDeclaration> declarations() {
    return declarations;
  }

  Map<String, String> supertypes() {
    return supertypes;
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
      if (annotation.classSymbol().descriptorString().equals(TYPE)) {
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
