package dev.weir.compiler;

import dev.weir.compiler.LibraryJars.Found;
import dev.weir.libraries.LibraryFile;
import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks each step's code against the step's own versions of libraries: javac had the newest
 * version of each. Only for flows whose steps differ in their libraries.
 */
final class LibraryChecks {
  private static final List<String> ALWAYS = List.of("java/", "dev/weir/flow/");

  private final FlowClasses classes;
  private final Collection<StepFacts> steps;
  private final Map<String, List<LibraryFile>> paths;
  private final Findings findings;

  /**
   * @param paths the libraries of each step that has some
   */
  LibraryChecks(
      FlowClasses classes,
      Collection<StepFacts> steps,
      Map<String, List<LibraryFile>> paths,
      Findings findings) {
    this.classes = classes;
    this.steps = steps;
    this.paths = paths;
    this.findings = findings;
  }

  void whatStepsCallIsThere() throws IOException {
    if (steps.stream().map(this::path).distinct().count() < 2) {
      return;
    }
    var reach = new StepReach(classes);
    try (var jars = new LibraryJars()) {
      for (var step : steps) {
        if (step.code() != null) {
          check(step, reach, jars);
        }
      }
    }
  }

  private List<LibraryFile> path(StepFacts step) {
    return paths.getOrDefault(step.name(), List.of());
  }

  private void check(StepFacts step, StepReach reach, LibraryJars jars) throws IOException {
    for (var method : reach.of(step).entrySet()) {
      for (var reference : method.getValue()) {
        if (isOfLibrary(reference.owner())) {
          check(step, reference, classes.place(method.getKey().owner(), reference.line()), jars);
        }
      }
    }
  }

  private boolean isOfLibrary(String owner) {
    return ALWAYS.stream().noneMatch(owner::startsWith)
        && !classes.code().classes().containsKey(owner + ".class")
        && platform(owner).isEmpty();
  }

  private void check(StepFacts step, Reference reference, Place place, LibraryJars jars)
      throws IOException {
    var found = jars.find(reference.owner(), path(step));
    var newest = jars.find(reference.owner(), classes.code().classPath().loaded());
    if (newest.isEmpty()) {
      return; // javac saw it elsewhere; nobody can say more
    }
    var other = coordinates(newest.get());
    if (found.isEmpty()) {
      findings.add(
          place,
          "step " + step.name() + " uses " + reference.type() + ", which none of its libraries has",
          "It is in " + other + ": ask for that by @Libraries on the step or on the flow.");
    } else if (!has(reference, found.get().type(), path(step), jars)) {
      var own = coordinates(found.get());
      findings.add(
          place,
          "step " + step.name() + " " + reference.text() + ", which " + own + " does not have",
          "The flow is compiled against "
              + other
              + ". Use what the step's version has, or give the step another by @Libraries.");
    }
  }

  private static String coordinates(Found found) {
    return found.library().library().coordinates();
  }

  /** Where a supertype can't be found, it may have it. */
  private boolean has(
      Reference reference, ClassModel type, List<LibraryFile> path, LibraryJars jars)
      throws IOException {
    if (reference.isIn(type)) {
      return true;
    }
    if (!reference.isInherited()) {
      return false;
    }
    for (var above : supertypes(type)) {
      var found = jars.find(above, path);
      var platform = platform(above);
      if (found.isPresent()
          ? has(reference, found.get().type(), path, jars)
          : platform.map(reference::isIn).orElse(true)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> supertypes(ClassModel type) {
    return Stream.concat(type.superclass().stream(), type.interfaces().stream())
        .map(ClassEntry::asInternalName)
        .toList();
  }

  /** The JDK's class of that name. */
  private static Optional<Class<?>> platform(String internalName) {
    try {
      return Optional.of(
          Class.forName(
              internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }
}
