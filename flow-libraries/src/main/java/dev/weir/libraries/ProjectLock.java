package dev.weir.libraries;

import dev.weir.artifact.BlobDigest;
import dev.weir.libraries.Lock.Jar;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a Maven project was understood as. Places of its own are relative to its folder, so that it
 * may be moved.
 *
 * @param poms those that it was read from, its own first
 * @param at when that was
 */
record ProjectLock(
    Instant at,
    List<Pom> poms,
    List<String> sources,
    List<LockedFolder> resources,
    String encoding,
    List<String> repositories,
    List<ProjectJar> jars) {
  ProjectLock {
    poms = List.copyOf(poms);
    sources = List.copyOf(sources);
    resources = List.copyOf(resources);
    repositories = List.copyOf(repositories);
    jars = List.copyOf(jars);
  }

  record Pom(String path, Digest digest) {}

  /** As {@link ResourceFolder}, which knows where it is. */
  record LockedFolder(
      String path,
      String target,
      List<String> includes,
      List<String> excludes,
      boolean filtered,
      Map<String, String> values) {

    ResourceFolder in(Path project) {
      return new ResourceFolder(place(project, path), target, includes, excludes, filtered, values);
    }
  }

  /**
   * One library.
   *
   * @param compile whether the sources see it
   * @param run whether the project runs with it
   */
  record ProjectJar(Jar jar, boolean compile, boolean run) {}

  /** The poms' bytes are what they were. */
  boolean answers(Path folder) throws IOException {
    for (var pom : poms) {
      var file = folder.resolve(pom.path());
      if (!Files.isRegularFile(file) || !BlobDigest.of(file).equals(pom.digest())) {
        return false;
      }
    }
    return true;
  }

  boolean isThere() throws IOException {
    for (var each : jars) {
      if (!each.jar().isThere()) {
        return false;
      }
    }
    return true;
  }

  /** The same, its jars' files elsewhere. */
  ProjectLock with(List<Jar> found) {
    var moved = new ArrayList<ProjectJar>();
    for (int i = 0; i < found.size(); i++) {
      moved.add(new ProjectJar(found.get(i), jars.get(i).compile(), jars.get(i).run()));
    }
    return new ProjectLock(at, poms, sources, resources, encoding, repositories, moved);
  }

  MavenProject project(Path folder) {
    return new MavenProject(
        folder,
        sources.stream().map(path -> place(folder, path)).toList(),
        resources.stream().map(each -> each.in(folder)).toList(),
        Charset.forName(encoding),
        poms.stream().map(pom -> place(folder, pom.path())).toList(),
        repositories,
        files(ProjectJar::compile),
        files(ProjectJar::run));
  }

  private List<LibraryFile> files(Predicate<ProjectJar> wanted) {
    return jars.stream().filter(wanted).map(each -> each.jar().asFile()).toList();
  }

  private static Path place(Path folder, String path) {
    return folder.resolve(path).normalize();
  }

  /** Names the lock of the project in that folder. */
  static String name(Path folder) throws IOException {
    return "project-" + BlobDigest.of(folder.resolve("pom.xml")).sha256();
  }
}
