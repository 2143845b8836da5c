package dev.weir.compiler;

import dev.weir.libraries.LibraryRequest;
import dev.weir.libraries.MavenProject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every {@code @Libraries} of a source.
 *
 * @param supertypes of the classes that they are on, as {@link LibraryDeclaration} names classes
 */
record LibraryDeclarations(List<LibraryDeclaration> all, Map<String, String> supertypes) {
  LibraryDeclarations {
    all = List.copyOf(all);
    supertypes = Map.copyOf(supertypes);
  }

  static LibraryDeclarations none() {
    return new LibraryDeclarations(List.of(), Map.of());
  }

  /** Where to look before those of the user's settings. */
  List<String> repositories(Optional<MavenProject> project) {
    var repositories = new LinkedHashSet<String>();
    all.forEach(each -> repositories.addAll(each.repositories()));
    project.ifPresent(each -> repositories.addAll(each.repositories()));
    return List.copyOf(repositories);
  }

  /** What one of them asks for, together with those that it adds to. */
  LibraryRequest request(LibraryDeclaration declaration, List<String> repositories) {
    var onClasses = new HashMap<String, List<String>>();
    all.stream()
        .filter(LibraryDeclaration::onClass)
        .forEach(each -> onClasses.put(each.type(), each.coordinates()));
    var inherited = inherited(declaration.type(), onClasses);
    var wanted =
        declaration.onClass()
            ? inherited
            : LibraryRequest.merged(inherited, declaration.coordinates());
    return new LibraryRequest(wanted, repositories);
  }

  /** Base classes first, as their annotations are read. */
  private List<String> inherited(String type, Map<String, List<String>> onClasses) {
    var own = onClasses.getOrDefault(type, List.of());
    var above = supertypes.get(type);
    return above == null || above.equals(type)
        ? own
        : LibraryRequest.merged(inherited(above, onClasses), own);
  }
}
