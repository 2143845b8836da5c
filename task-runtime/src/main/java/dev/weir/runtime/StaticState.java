package dev.weir.runtime;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Whether classes can keep something from one task to the next. Where they cannot, tasks share
 * them, and what the JIT compilers have made of them.
 */
final class StaticState {
  /** To look at more takes longer than it can win. */
  private static final int MOST_CLASSES = 200;

  /** What javac itself keeps in classes. */
  private static final Set<AccessFlag> MADE_BY_JAVAC =
      Set.of(AccessFlag.SYNTHETIC, AccessFlag.STATIC);

  private StaticState() {}

  /** Whether any class of the jar may have some. */
  static boolean isIn(Path jar) throws IOException {
    try (var open = new JarFile(jar.toFile())) {
      var classes = open.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      if (classes.size() > MOST_CLASSES) {
        return true;
      }
      for (var entry : classes) {
        try (var bytes = open.getInputStream(entry)) {
          if (isIn(ClassFile.of().parse(bytes.readAllBytes()))) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static boolean isIn(ClassModel type) {
    return type.fields().stream().anyMatch(field -> keepsSomething(field, type))
        || hasInitializerOfItsOwn(type);
  }

  private static boolean keepsSomething(FieldModel field, ClassModel type) {
    var flags = field.flags().flags();
    return flags.contains(AccessFlag.STATIC)
        && !flags.containsAll(MADE_BY_JAVAC)
        && !isConstant(field)
        && !(flags.contains(AccessFlag.ENUM) && instancesAreFixed(type));
  }

  /** Its value stands in the class file: a number, a boolean, a text. */
  private static boolean isConstant(FieldModel field) {
    return field
        .findAttribute(Attributes.constantValue())
        .filter(_ -> field.flags().has(AccessFlag.FINAL))
        .isPresent();
  }

  private static boolean instancesAreFixed(ClassModel type) {
    return type.fields().stream()
        .filter(field -> !field.flags().has(AccessFlag.STATIC))
        .allMatch(field -> field.flags().has(AccessFlag.FINAL));
  }

  /** That of an enum, of a switch over one or of a class with assertions is made by javac. */
  private static boolean hasInitializerOfItsOwn(ClassModel type) {
    return type.methods().stream().anyMatch(method -> method.methodName().equalsString("<clinit>"))
        && type.fields().stream()
            .noneMatch(field -> field.flags().flags().containsAll(MADE_BY_JAVAC));
  }
}
