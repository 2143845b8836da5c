package dev.weir.compiler;

import dev.weir.libraries.CompileClassPath;
import dev.weir.libraries.LibraryException;
import dev.weir.libraries.LibraryFile;
import dev.weir.libraries.LibraryRequest;
import dev.weir.libraries.LibraryResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a flow sees beside the JDK and flow-sdk.
 *
 * @param always what every step sees, whatever its annotations say
 * @param union all libraries of all steps: what the flow is compiled against
 * @param repositories where to look before those of the user's settings
 */
record ClassPath(
    List<LibraryFile> always,
    List<LibraryFile> union,
    List<String> repositories,
    LibraryResolver resolver) {

  /** Of a flow that asks for no libraries. */
  static ClassPath none() {
    return new ClassPath(List.of(), List.of(), List.of(), LibraryResolver.ofThisUser());
  }

  /**
   * Resolves what is declared; the findings get what can't be had.
   *
   * @param supertypes of the classes that the declarations are on
   */
  static ClassPath of(
      List<LibraryDeclaration> declarations,
      Map<String, String> supertypes,
      LibraryResolver resolver,
      Findings findings) {
    var repositories = new LinkedHashSet<String>();
    declarations.forEach(each -> repositories.addAll(each.repositories()));
    var onClasses = new HashMap<String, List<String>>();
    declarations.stream()
        .filter(LibraryDeclaration::onClass)
        .forEach(each -> onClasses.put(each.type(), each.coordinates()));
    var paths = new ArrayList<List<LibraryFile>>();
    for (var each : declarations) {
      var inherited = inherited(each.type(), onClasses, supertypes);
      var wanted =
          each.onClass() ? inherited : LibraryRequest.merged(inherited, each.coordinates());
      resolve(new LibraryRequest(wanted, List.copyOf(repositories)), each, resolver, findings)
          .ifPresent(paths::add);
    }
    var urls = List.copyOf(repositories);
    return new ClassPath(List.of(), CompileClassPath.of(paths), urls, resolver);
  }

  /** Base classes first, as their annotations are read. */
  private static List<String> inherited(
      String type, Map<String, List<String>> onClasses, Map<String, String> supertypes) {
    var own = onClasses.getOrDefault(type, List.of());
    var above = supertypes.get(type);
    return above == null || above.equals(type)
        ? own
        : LibraryRequest.merged(inherited(above, onClasses, supertypes), own);
  }

  private static Optional<List<LibraryFile>> resolve(
      LibraryRequest request, LibraryDeclaration of, LibraryResolver resolver, Findings findings) {
    try {
      return Optional.of(resolver.resolve(request));
    } catch (LibraryException e) {
      findings.add(of.place(), e.getMessage(), e.wayOut());
      return Optional.empty();
    }
  }

  /** The class path of each step that has one. */
  Map<String, List<LibraryFile>> ofSteps(Iterable<StepFacts> steps, Findings findings) {
    var paths = new TreeMap<String, List<LibraryFile>>();
    for (var step : steps) {
      var path = new ArrayList<>(always);
      try {
        path.addAll(
            resolver.resolve(new LibraryRequest(step.settings().libraries(), repositories)));
      } catch (LibraryException e) {
        findings.add(step.place(), e.getMessage(), e.wayOut());
      }
      if (!path.isEmpty()) {
        paths.put(step.name(), path);
      }
    }
    return paths;
  }
}
