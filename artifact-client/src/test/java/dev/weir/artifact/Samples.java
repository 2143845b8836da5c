package dev.weir.artifact;

import java.io.Serializable;
import java.util.List;

/** Types as authors of flows write them. */
final class Samples {
  private Samples() {}

  enum Colour {
    RED,
    GREEN {
      @Override
      boolean cool() {
        return true;
      }
    };

    boolean cool() {
      return false;
    }
  }

  record Movie(String title, int year, List<String> genres, Long gross, Colour colour) {}

  record Pair<A, B>(A left, B right) {}

  record Tree(int value, List<Tree> children) {}

  sealed interface Shape permits Circle, Square, Nothing {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  enum Nothing implements Shape {
    NOTHING
  }

  static final class NotSerializable {}

  static final class Pojo implements Serializable {
    private static final long serialVersionUID = 1;

    private final String name;

    Pojo(String name) {
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pojo pojo && pojo.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }
}
