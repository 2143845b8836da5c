package dev.weir.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A record with a new digest must not lose its bytes to a garbage collection that knows nothing.
 */
class EveryDigestIsFollowedTest {
  /** Reached from the record of runs: each is followed in {@link References}. */
  private static final SortedSet<String> FOLLOWED =
      new TreeSet<>(
          List.of(
              "ArtifactRef.digest",
              "AttemptRecord.outputs",
              "CodePackage.classes",
              "IncludedFile.content",
              "ItemList.pages",
              "Library.file",
              "RunRecord.codePackage",
              "Transition$Foreach.items"));

  /** In motion only: what they name is in the record when it counts. */
  private static final SortedSet<String> IN_MOTION =
      new TreeSet<>(
          List.of(
              "Run.codePackage",
              "RunRequest.codePackage",
              "TaskAssignment.codePackage",
              "TaskAssignment$Input.outputs",
              "TaskAssignment$Item.items",
              "TaskOutcome$Succeeded.outputs"));

  /** Of the store itself: their digests name chunks and packs. */
  private static boolean isOfTheStore(String component) {
    return component.startsWith("MissingBlobs")
        || component.startsWith("Chunk")
        || component.startsWith("MissingChunks")
        || component.startsWith("Pack");
  }

  @Test
  void everyDigestThatIsRecordedIsFollowed() throws Exception {
    // Given
    var found = new TreeSet<String>();
    // When
    for (var type : protocol()) {
      if (type.isRecord()) {
        Arrays.stream(type.getRecordComponents())
            .filter(component -> component.getGenericType().getTypeName().contains(NAME))
            .map(component -> simpleName(type) + "." + component.getName())
            .filter(component -> !isOfTheStore(component))
            .forEach(found::add);
      }
    }
    // Then
    var known = new TreeSet<>(FOLLOWED);
    known.addAll(IN_MOTION);
    assertThat(found).as("follow a new digest in References, then name it here").isEqualTo(known);
  }

  private static final String NAME = Digest.class.getName();

  private static String simpleName(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1);
  }

  private static Set<Class<?>> protocol() throws IOException, URISyntaxException {
    var source = Path.of(Digest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(source)) {
      return classes(source);
    }
    var jar = URI.create("jar:" + source.toUri());
    try (var files = FileSystems.newFileSystem(jar, Map.of())) {
      return classes(files.getPath("/"));
    }
  }

  private static Set<Class<?>> classes(Path root) throws IOException {
    var folder = root.resolve(Digest.class.getPackageName().replace('.', '/'));
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .collect(Collectors.toSet());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(Digest.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
