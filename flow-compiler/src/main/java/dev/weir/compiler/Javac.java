package dev.weir.compiler;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import dev.weir.flow.FlowSpec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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
import javax.tools.ToolProvider;

/** Compiles a flow's sources in memory, against the JDK and flow-sdk alone. */
final class Javac {
  private static final List<String> OPTIONS =
      List.of("-g", "-parameters", "-proc:none", "-encoding", "UTF-8", "-sourcepath", "");

  private Javac() {}

  /** As before, where the same was compiled before. */
  static Code compile(Path origin, List<Path> sources, Optional<CompileCache> cache)
      throws IOException {
    if (cache.isEmpty()) {
      return compile(origin, sources);
    }
    var key = key(sources);
    var known = cache.get().find(key, origin);
    if (known.isPresent()) {
      return known.get();
    }
    var code = compile(origin, sources);
    if (key(sources).equals(key)) { // or somebody has edited a file meanwhile
      cache.get().keep(key, code);
    }
    return code;
  }

  private static String key(List<Path> sources) throws IOException {
    return CompileCache.key(sources, OPTIONS, List.of(Path.of(sdk())));
  }

  private static Code compile(Path origin, List<Path> sources) throws IOException {
    var compiler = compiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var standard =
            compiler.getStandardFileManager(problems, Locale.ENGLISH, StandardCharsets.UTF_8);
        var files = new MemoryFiles(standard)) {
      var options = new ArrayList<>(OPTIONS);
      options.addAll(List.of("-classpath", sdk()));
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problems,
                  options,
                  null,
                  standard.getJavaFileObjectsFromPaths(sources));
      var trees = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(trees::add);
      var positions = DocTrees.instance(task);
      var index = index(positions, trees);
      task.generate();
      refuseErrors(problems, trees, positions);
      return new Code(origin, files.classes(), read(trees, sources), index);
    }
  }

  private static JavaCompiler compiler() {
    return Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Java compiler in " + System.getProperty("java.home") + ": use a JDK"));
  }

  private static String sdk() {
    var place = FlowSpec.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return new File(place.toURI()).getPath();
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
    var findings = new Findings();
    StepDeclarations.check(units, trees, findings);
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
