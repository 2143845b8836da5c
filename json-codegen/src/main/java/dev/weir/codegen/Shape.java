package dev.weir.codegen;

import java.util.List;

/** What a type is in JSON. Its {@code java} is the type as it is written in Java. */
sealed interface Shape {
  String java();

  /** What methods for it are called after. */
  String name();

  /** A number, a boolean, a text or the like, that {@code JsonParts} has methods for. */
  record Leaf(String java, String name) implements Shape {}

  record Enumeration(String java, String name) implements Shape {}

  /**
   * A text in JSON.
   *
   * @param getter what gives the text
   * @param maker what comes before the text in Java to make one of it
   */
  record Text(String java, String name, String binaryName, String getter, String maker)
      implements Shape {}

  record ListOf(String java, String name, Shape element) implements Shape {}

  /** Its keys are texts. */
  record MapOf(String java, String name, Shape element) implements Shape {}

  /**
   * A JSON object.
   *
   * @param tag what tells it from the other types of its interface
   * @param fields in the order of the record
   */
  record Fields(String java, String name, String binaryName, Tag tag, List<Field> fields)
      implements Shape {}

  /** One of several objects, told by a property. */
  record Union(String java, String name, String property, List<Fields> types) implements Shape {}

  /**
   * A property and its value, which comes first in an object.
   *
   * @param union the name of the interface's shape
   */
  record Tag(String property, String value, String union) {
    static final Tag NONE = new Tag("", "", "");

    boolean isThere() {
      return !property.isEmpty();
    }
  }

  /**
   * A component of a record.
   *
   * @param property its name in JSON
   * @param omitsEmpty whether an empty text, list or map is left out, as nulls always are
   */
  record Field(String accessor, String property, boolean omitsEmpty, Shape type) {}
}
