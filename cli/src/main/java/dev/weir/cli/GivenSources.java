package dev.weir.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sources that somebody works on, under the paths that they have in a code package: there, a file
 * lies in its package's folder, wherever it lies here.
 */
final class GivenSources {
  private static final String JAVA = ".java";

  private final List<Path> files;

  private GivenSources(List<Path> files) {
    this.files = files;
  }

  static GivenSources of(Path source) throws IOException {
    if (!Files.exists(source)) {
      throw new UserError("no such file: " + source);
    }
    if (Files.isDirectory(source)) {
      return new GivenSources(below(source));
    }
    if (!source.toString().endsWith(JAVA)) {
      throw new UserError(source + " is neither a .java file nor a folder of them");
    }
    return new GivenSources(List.of(source));
  }

  /** Those that stand for what is packaged; what has no counterpart here is left out. */
  SortedMap<String, byte[]> like(Map<String, byte[]> packaged) throws IOException {
    var found = new TreeMap<String, byte[]>();
    for (var path : packaged.keySet()) {
      var file = counterpart(Path.of(path));
      if (file.isPresent()) {
        found.put(path, Files.readAllBytes(file.get()));
      }
    }
    return found;
  }

  /** The file of that name whose folders agree the furthest; of several such, the least deep. */
  private Optional<Path> counterpart(Path packaged) {
    return files.stream()
        .filter(file -> file.getFileName().equals(packaged.getFileName()))
        .max(
            Comparator.comparingInt((Path file) -> agreement(file, packaged))
                .thenComparing(Path::getNameCount, Comparator.reverseOrder()));
  }

  private static int agreement(Path file, Path packaged) {
    int same = 0;
    while (same < Math.min(file.getNameCount(), packaged.getNameCount())
        && file.getName(file.getNameCount() - 1 - same)
            .equals(packaged.getName(packaged.getNameCount() - 1 - same))) {
      same++;
    }
    return same;
  }

  /** Not what is hidden, nor what a build made. */
  private static List<Path> below(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
            var name = inside.getFileName() == null ? "" : inside.getFileName().toString();
            boolean skipped =
                !inside.equals(folder) && (name.startsWith(".") || name.equals("target"));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(JAVA)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // a folder that may not be read holds none of ours
          }
        });
    return files;
  }
}
