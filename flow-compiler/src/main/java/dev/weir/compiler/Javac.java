package dev.weir.compiler;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import dev.weir.flow.FlowSpec;
import dev.weir.libraries.LibraryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a flow's sources in memory, against the JDK, flow-sdk and the flow's libraries. */
final class Javac {
  private static final List<String> OPTIONS =
      List.of("-g", "-parameters", "-proc:none", "-sourcepath", "");

  private static final int TRIES = 3;

  private Javac() {}

  /** As before, where the same was compiled before against the same libraries. */
  static Code compile(SourceFiles sources, Optional<CompileCache> cache, LibraryResolver resolver)
      throws IOException {
    var key = key(sources);
    if (cache.isPresent()) {
      var known = cache.get().find(key, sources, resolver);
      if (known.isPresent()) {
        return known.get();
      }
    }
    for (int tries = 0; tries < TRIES; tries++) {
      var code = compile(sources, resolver);
      var before = key;
      key = key(sources);
      if (key.equals(before)) { // or somebody has edited a file: its classes may not be its text's
        if (cache.isPresent()) {
          cache.get().keep(key, code);
        }
        return code;
      }
    }
    throw new FlowErrors(
        new Diagnostic(
            sources.origin().toString(),
            0,
            Rule.SOURCE,
            "its sources change all the time while they are compiled",
            "Let whatever writes them come to its end first."));
  }

  private static String key(SourceFiles sources) throws IOException {
    return CompileCache.key(sources.files(), options(sources), List.of(sdk()));
  }

  private static List<String> options(SourceFiles sources) {
    var options = new ArrayList<>(OPTIONS);
    options.addAll(List.of("-encoding", sources.encoding().name()));
    return options;
  }

  private static Code compile(SourceFiles sources, LibraryResolver resolver) throws IOException {
    var compiler = compiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var standard =
            compiler.getStandardFileManager(problems, Locale.ENGLISH, sources.encoding());
        var files = new MemoryFiles(standard)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problems,
                  options(sources),
                  null,
                  standard.getJavaFileObjectsFromPaths(sources.files()));
      var trees = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(trees::add);
      var positions = DocTrees.instance(task);
      var index = index(positions, trees);
      refuseErrors(problems, trees, positions); // those of the syntax
      var path = libraries(trees, positions, sources, resolver);
      standard.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath(path));
      task.generate();
      refuseErrors(problems, trees, positions);
      var texts = read(trees, sources.files());
      return new Code(sources.origin(), files.classes(), texts, index, path);
    }
  }

  private static JavaCompiler compiler() {
    return Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Java compiler in " + System.getProperty("java.home") + ": use a JDK"));
  }

  /** Read off the parsed sources, since nothing compiles without them. */
  private static ClassPath libraries(
      List<CompilationUnitTree> units,
      DocTrees trees,
      SourceFiles sources,
      LibraryResolver resolver) {
    var findings = new Findings(Rule.LIBRARIES);
    var found = LibraryScanner.scan(units, trees, findings);
    findings.throwIfAny();
    var path = ClassPath.of(found, sources.project(), resolver, findings);
    findings.throwIfAny();
    return path;
  }

  private static List<Path> classPath(ClassPath libraries) {
    var path = new ArrayList<Path>();
    path.add(sdk());
    libraries.compile().forEach(library -> path.add(library.file()));
    return path;
  }

  private static Path sdk() {
    var place = FlowSpec.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("flow-sdk is no file: " + place, e);
    }
  }

  private static SourceIndex index(DocTrees trees, List<CompilationUnitTree> units) {
    var index = new SourceIndex();
    units.forEach(unit -> index.add(unit, trees));
    return index;
  }

  private static void refuseErrors(
      DiagnosticCollector<JavaFileObject> problems,
      List<CompilationUnitTree> units,
      DocTrees trees) {
    var errors =
        problems.getDiagnostics().stream()
            .filter(problem -> problem.getKind() == javax.tools.Diagnostic.Kind.ERROR)
            .toList();
    if (errors.isEmpty()) {
      return;
    }
    var findings = new Findings(Rule.COMPILE);
    StepDeclarations.check(units, trees, findings.about(Rule.STEPS));
    findings.throwIfAny(); // what javac says of such steps would only hide it
    errors.forEach(problem -> JavacHints.add(problem, findings));
    findings.throwIfAny();
  }

  private static SortedMap<String, byte[]> read(
      List<CompilationUnitTree> units, List<Path> sources) {
    var texts = new TreeMap<String, byte[]>();
    for (var i = 0; i < units.size(); i++) {
      var directory = units.get(i).getPackageName();
      var folder = directory == null ? "" : directory.toString().replace('.', '/') + "/";
      try {
        texts.put(folder + sources.get(i).getFileName(), Files.readAllBytes(sources.get(i)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }
}
