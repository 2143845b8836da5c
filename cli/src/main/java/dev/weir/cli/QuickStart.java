package dev.weir.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sqlite.util.LibraryLoaderUtil;
import picocli.CommandLine;

/**
 * Prepares a folder of what the command would otherwise do again at each start: see {@code
 * archive_classes} in {@code ./weir}, which puts it on the class path and the library path.
 */
final class QuickStart {
  /** Picocli takes closures of Groovy, where there is Groovy. */
  private static final List<String> LOOKED_FOR_IN_VAIN = List.of("groovy.lang.Closure");

  private QuickStart() {}

  public static void main(String... folder) throws Exception {
    var target = Path.of(folder[0]);
    var picocli =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModernJar.write(picocli, target.resolve(picocli.getFileName()));
    copySqlite(target);
    writeAbsent(target.resolve("absent.jar"));
  }

  /**
   * Empty classes for those that libraries look for at each start and do not need: not to find one
   * means to open every jar of the class path.
   */
  private static void writeAbsent(Path jar) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (var name : LOOKED_FOR_IN_VAIN) {
        out.putNextEntry(new ZipEntry(name.replace('.', '/') + ".class"));
        out.write(ClassFile.of().build(ClassDesc.of(name), type -> {}));
        out.closeEntry();
      }
    }
  }

  /** SQLite's driver unpacks its native code into a temporary folder, unless it finds it. */
  private static void copySqlite(Path target) throws IOException {
    var name = LibraryLoaderUtil.getNativeLibName();
    var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (var library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      if (library != null) {
        Files.copy(library, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
