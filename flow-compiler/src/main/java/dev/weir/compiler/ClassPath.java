package dev.weir.compiler;

import dev.weir.libraries.CompileClassPath;
import dev.weir.libraries.LibraryException;
import dev.weir.libraries.LibraryFile;
import dev.weir.libraries.LibraryRequest;
import dev.weir.libraries.LibraryResolver;
import dev.weir.libraries.MavenProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a flow sees beside the JDK and flow-sdk.
 *
 * @param declared what its annotations ask for
 * @param compile what it is compiled against: all libraries of all steps
 * @param loaded the same, and what a Maven project runs with only
 * @param always what every step sees, whatever its annotations say: that of its Maven project
 * @param repositories where to look before those of the user's settings
 */
record ClassPath(
    LibraryDeclarations declared,
    List<LibraryFile> compile,
    List<LibraryFile> loaded,
    List<LibraryFile> always,
    List<String> repositories,
    LibraryResolver resolver) {

  /** Resolves what is declared; the findings get what can't be had. */
  static ClassPath of(
      LibraryDeclarations declared,
      Optional<MavenProject> project,
      LibraryResolver resolver,
      Findings findings) {
    var repositories = declared.repositories(project);
    var paths = new ArrayList<List<LibraryFile>>();
    for (var each : declared.all()) {
      try {
        paths.add(resolver.resolve(declared.request(each, repositories)));
      } catch (LibraryException e) {
        findings.add(each.place(), e.getMessage(), e.wayOut());
      }
    }
    paths.add(project.map(MavenProject::compile).orElse(List.of()));
    var compile = CompileClassPath.of(paths);
    var always = project.map(MavenProject::run).orElse(List.of());
    paths.add(always);
    return new ClassPath(
        declared, compile, CompileClassPath.of(paths), always, repositories, resolver);
  }

  /** The class path of each step that has one: what it asks for itself, then its project's. */
  Map<String, List<LibraryFile>> ofSteps(Iterable<StepFacts> steps, Findings findings) {
    var paths = new TreeMap<String, List<LibraryFile>>();
    for (var step : steps) {
      try {
        var wanted = new LibraryRequest(step.settings().libraries(), repositories);
        var path = CompileClassPath.before(resolver.resolve(wanted), always);
        if (!path.isEmpty()) {
          paths.put(step.name(), path);
        }
      } catch (LibraryException e) {
        findings.add(step.place(), e.getMessage(), e.wayOut());
      }
    }
    return paths;
  }
}
