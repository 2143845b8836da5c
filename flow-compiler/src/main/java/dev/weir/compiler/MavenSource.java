package dev.weir.compiler;

import dev.weir.libraries.LibraryException;
import dev.weir.libraries.LibraryResolver;
import dev.weir.libraries.MavenProject;
import dev.weir.libraries.PomException;
import dev.weir.libraries.ResourceFolder;
import dev.weir.protocol.CodePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a flow out of a Maven project. None of the project's plugins runs, nor does Maven. */
final class MavenSource {
  private static final String POM = "pom.xml";
  private static final String MODULE_INFO = "module-info.java";

  private final Path folder;
  private final MavenProject project;

  private MavenSource(Path folder, MavenProject project) {
    this.folder = folder;
    this.project = project;
  }

  /** Whether a folder is one. */
  static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(POM));
  }

  static Code read(Path folder, LibraryResolver resolver) throws IOException {
    return new MavenSource(folder, project(folder, resolver)).read(resolver);
  }

  private static MavenProject project(Path folder, LibraryResolver resolver) {
    var findings = new Findings(Rule.SOURCE);
    try {
      return resolver.project(folder);
    } catch (PomException e) {
      for (var fault : e.faults()) {
        var place = new Place(shown(folder, fault.file()), fault.line());
        findings.add(place, fault.message(), fault.wayOut());
      }
    } catch (LibraryException e) {
      findings.add(new Place(folder.resolve(POM).toString(), 0), e.getMessage(), e.wayOut());
    }
    throw new FlowErrors(findings.all());
  }

  /** As the user named it. */
  private static String shown(Path folder, String file) {
    var own = folder.resolve(POM);
    return file.equals(own.toAbsolutePath().normalize().toString()) ? own.toString() : file;
  }

  private Code read(LibraryResolver resolver) throws IOException {
    var sources = sources();
    if (sources.isEmpty()) {
      throw new FlowErrors(
          new Diagnostic(
              folder.resolve(POM).toString(),
              0,
              Rule.SOURCE,
              "no .java file in " + project.sources().getFirst(),
              "Flows of a Maven project are in its source folder, usually src/main/java."));
    }
    var files = new SourceFiles(folder, sources, Optional.of(project));
    var code = Javac.compile(files, CompileCache.ofUser(), resolver);
    var classes = new TreeMap<>(code.classes());
    for (var resources : project.resources()) {
      for (var file : resources.files().entrySet()) {
        classes.putIfAbsent(file.getKey(), resources.content(file.getValue()));
      }
    }
    return new Code(folder, classes, whole(), code.index(), code.classPath());
  }

  /** Where a module is declared, flow-sdk is on no module path: all is one unnamed module. */
  private List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    for (var root : project.sources()) {
      if (Files.isDirectory(root)) {
        try (var files = Files.walk(root)) {
          files
              .filter(file -> file.toString().endsWith(".java") && !file.endsWith(MODULE_INFO))
              .sorted()
              .forEach(sources::add);
        }
      }
    }
    return sources;
  }

  /** Everything that it takes to run it from its package again, with its poms and modules. */
  private SortedMap<String, byte[]> whole() throws IOException {
    var top = top();
    var files = new ArrayList<>(project.poms());
    files.addAll(sources());
    for (var resources : project.resources()) {
      files.addAll(resources.files().values());
    }
    var whole = new TreeMap<String, byte[]>();
    for (var file : files) {
      var path = top.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
      whole.put(CodePackage.PROJECT_FILES + path, Files.readAllBytes(file));
    }
    return whole;
  }

  /** The folder that all of it is in. */
  private Path top() {
    var top = folder.toAbsolutePath().normalize();
    var all =
        Stream.of(
                project.poms().stream(),
                project.sources().stream(),
                project.resources().stream().map(ResourceFolder::folder))
            .flatMap(each -> each)
            .map(place -> place.toAbsolutePath().normalize())
            .toList();
    for (var place : all) {
      while (!place.startsWith(top)) {
        top = top.getParent();
      }
    }
    return top;
  }
}
