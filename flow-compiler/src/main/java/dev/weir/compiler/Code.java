package dev.weir.compiler;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * A flow's classes before anyone looked into them.
 *
 * @param origin the file or directory they come from
 * @param classes class files and resources by their path in a jar
 * @param sources source files by their path in a jar
 * @param classPath what they see beside the JDK and flow-sdk
 * @param index what the sources say that class files don't
 */
record Code(
    Path origin,
    SortedMap<String, byte[]> classes,
    SortedMap<String, byte[]> sources,
    SourceIndex index,
    ClassPath classPath) {

  /** Whether a path in a jar is that of a class that a flow can consist of. */
  static boolean isClass(String path) {
    return path.endsWith(".class") && !path.startsWith("META-INF/");
  }

  /** What paths in the source start from. */
  Path folder() {
    var place = origin.toAbsolutePath();
    return Files.isDirectory(place) ? place : place.getParent();
  }
}
