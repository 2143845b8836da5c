package dev.weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a jar's class files to the version of this JDK. Classes older than Java 6, such as
 * picocli's, carry no stack maps; the JVM archives no such class, and to load and verify them takes
 * longer than all the rest of the command's start.
 */
final class ModernJar {
  private static final int JAVA_25 = ClassFile.JAVA_25_VERSION;

  private ModernJar() {}

  /** Writes the target at once or not at all. */
  static void write(Path jar, Path target) throws IOException {
    var written = Files.createTempFile(target.toAbsolutePath().getParent(), "modern", ".jar");
    try (var in = new ZipFile(jar.toFile())) {
      try (var out = new ZipOutputStream(Files.newOutputStream(written))) {
        for (var entry : Collections.list(in.entries())) {
          copy(in, entry, out);
        }
      }
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
    var copy = new ZipEntry(entry.getName());
    copy.setTime(entry.getTime());
    out.putNextEntry(copy);
    try (var bytes = in.getInputStream(entry)) {
      var content = bytes.readAllBytes();
      out.write(entry.getName().endsWith(".class") ? modern(content, in) : content);
    }
    out.closeEntry();
  }

  private static byte[] modern(byte[] bytes, ZipFile jar) {
    var format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> open(type, jar))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    var model = format.parse(bytes);
    return model.majorVersion() >= ClassFile.JAVA_7_VERSION
        ? bytes
        : format.transformClass(
            model,
            ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                .andThen(
                    (type, element) -> {
                      if (element instanceof ClassFileVersion) {
                        type.withVersion(JAVA_25, 0);
                      } else {
                        type.with(element);
                      }
                    }));
  }

  private static @Nullable InputStream open(ClassDesc type, ZipFile jar) {
    var name = type.descriptorString();
    var entry = jar.getEntry(name.substring(1, name.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
