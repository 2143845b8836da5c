package dev.weir.cli.mesh;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Class data archives (AppCDS): a service that ran once starts in half the time. An archive is
 * named for the jars it was made from, so that it never meets others; the JVM checks that too.
 */
final class ClassArchives {
  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  private final Path folder;

  ClassArchives(Path folder) {
    this.folder = folder;
  }

  /** Reads an archive where there is one, else makes one when the process ends. */
  record Use(Path archive, Path next) {

    List<String> flags() {
      var flag =
          Files.exists(archive)
              ? "-XX:SharedArchiveFile=" + archive
              : "-XX:ArchiveClassesAtExit=" + next;
      return Stream.concat(Stream.of(flag), QUIET.stream()).toList();
    }

    /** Once the process has ended: its archive, if it wrote one, serves the next. */
    void keep() {
      try {
        if (Files.exists(next)) {
          Files.move(next, archive, StandardCopyOption.ATOMIC_MOVE);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("can't keep " + archive, e);
      }
    }
  }

  /** For the process of that name, whose jars are in that folder. */
  Use of(String name, Path jars) {
    try {
      Files.createDirectories(folder);
      var archive = folder.resolve(name + "-" + fingerprint(jars) + ".jsa");
      if (Files.notExists(archive)) {
        removeOutdated(name);
      }
      return new Use(archive, folder.resolve(name + "-" + ProcessHandle.current().pid() + ".next"));
    } catch (IOException e) {
      throw new UncheckedIOException("can't use " + folder, e);
    }
  }

  private void removeOutdated(String name) throws IOException {
    try (var outdated = Files.newDirectoryStream(folder, name + "-*.jsa")) {
      for (var archive : outdated) {
        Files.delete(archive);
      }
    }
  }

  private static String fingerprint(Path jars) throws IOException {
    var all = Digest.newSha256();
    all.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    try (var files = Files.walk(jars)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var line = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
        all.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(all.digest(), 0, 8);
  }
}
