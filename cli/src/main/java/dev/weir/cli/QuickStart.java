package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;
import picocli.CommandLine;

/**
 * Prepares a folder of what the command would otherwise do again at each start: see {@code
 * archive_classes} in {@code ./weir}, which puts it on the class path and the library path.
 */
final class QuickStart {
  private QuickStart() {}

  public static void main(String... folder) throws Exception {
    var target = Path.of(folder[0]);
    var picocli =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModernJar.write(picocli, target.resolve(picocli.getFileName()));
    copySqlite(target);
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
