package dev.weir.compiler;

import dev.weir.libraries.MavenProject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Sources to be compiled together.
 *
 * @param origin what the user named
 * @param project that they are the sources of
 */
record SourceFiles(Path origin, List<Path> files, Optional<MavenProject> project) {
  SourceFiles {
    files = List.copyOf(files);
  }

  /** No Maven project's. */
  static SourceFiles of(Path origin, List<Path> files) {
    return new SourceFiles(origin, files, Optional.empty());
  }

  Charset encoding() {
    return project.map(MavenProject::encoding).orElse(StandardCharsets.UTF_8);
  }
}
