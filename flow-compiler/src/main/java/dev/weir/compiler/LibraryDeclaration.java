package dev.weir.compiler;

import java.util.List;

/**
 * One {@code @Libraries}, as it stands in a source or a class file.
 *
 * @param type the class it is on or in, by its simple name in a source, by its internal one in a
 *     class file
 * @param method empty when it is on the class
 */
record LibraryDeclaration(
    String type, String method, List<String> coordinates, List<String> repositories, Place place) {

  boolean onClass() {
    return method.isEmpty();
  }
}
