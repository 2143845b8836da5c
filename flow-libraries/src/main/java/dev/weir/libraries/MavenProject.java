package dev.weir.libraries;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/**
 * A Maven project, as far as its flows need it. None of its plugins runs.
 *
 * @param folder with the project's {@code pom.xml}
 * @param sources folders of Java sources: its own first, then those of the modules beside it that
 *     it depends on
 * @param poms its own pom and those on this machine that say something about it
 * @param repositories those that its poms name, as {@link LibraryRequest} has them
 * @param compile the libraries that its sources see, in the order of the class path
 * @param run the libraries that it runs with
 */
public record MavenProject(
    Path folder,
    List<Path> sources,
    List<ResourceFolder> resources,
    Charset encoding,
    List<Path> poms,
    List<String> repositories,
    List<LibraryFile> compile,
    List<LibraryFile> run) {
  public MavenProject {
    sources = List.copyOf(sources);
    resources = List.copyOf(resources);
    poms = List.copyOf(poms);
    repositories = List.copyOf(repositories);
    compile = List.copyOf(compile);
    run = List.copyOf(run);
  }
}
