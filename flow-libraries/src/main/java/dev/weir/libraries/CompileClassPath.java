package dev.weir.libraries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;

/**
 * One class path of several that may hold the same library in different versions. The newest comes
 * first, since libraries add more than they take away; older ones follow for what only they have.
 */
public final class CompileClassPath {
  private static final GenericVersionScheme VERSIONS = new GenericVersionScheme();

  private CompileClassPath() {}

  public static List<LibraryFile> of(Collection<List<LibraryFile>> paths) {
    var all = new LinkedHashSet<LibraryFile>();
    paths.forEach(all::addAll);
    var newest = new ArrayList<LibraryFile>();
    var older = new ArrayList<LibraryFile>();
    for (var file : all) {
      boolean outdone = all.stream().anyMatch(other -> isNewer(other, file));
      (outdone ? older : newest).add(file);
    }
    newest.addAll(older);
    return newest;
  }

  /** The first, and of the others those that it has in no version of its own. */
  public static List<LibraryFile> before(List<LibraryFile> first, List<LibraryFile> others) {
    var own = first.stream().map(CompileClassPath::artifact).collect(Collectors.toSet());
    var path = new ArrayList<>(first);
    others.stream().filter(other -> !own.contains(artifact(other))).forEach(path::add);
    return path;
  }

  private static boolean isNewer(LibraryFile one, LibraryFile other) {
    return artifact(one).equals(artifact(other)) && version(one).compareTo(version(other)) > 0;
  }

  private static String artifact(LibraryFile file) {
    var coordinates = file.library().coordinates();
    return coordinates.substring(0, coordinates.lastIndexOf(':'));
  }

  private static Version version(LibraryFile file) {
    var coordinates = file.library().coordinates();
    try {
      return VERSIONS.parseVersion(coordinates.substring(coordinates.lastIndexOf(':') + 1));
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
