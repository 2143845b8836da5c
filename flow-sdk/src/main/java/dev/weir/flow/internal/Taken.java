package dev.weir.flow.internal;

import java.util.Iterator;
import java.util.List;

/** The transition that a step took when it ran. Which steps it leads to, the graph says. */
public sealed interface Taken {

  record One() implements Taken {}

  record All(int branches) implements Taken {}

  /**
   * Once for each item. Pull the items before reading the flow's fields: a lazy stream may still
   * write there.
   */
  record Each(Iterator<?> items) implements Taken {

    /** Refuses what has no items now, and an item that is null when it is pulled. */
    public static Each of(Iterator<?> items, String step) {
      if (!items.hasNext()) {
        throw new IllegalStateException(
            "foreach over no items in step "
                + step
                + ": it needs at least one, for the join after it to gather");
      }
      return new Each(new PresentItems(items, step));
    }
  }

  /**
   * One of several ways.
   *
   * @param way its position, from 0
   */
  record Chosen(int way) implements Taken {
    /** Refuses a key that no option has. */
    public static Chosen of(Object key, List<?> options, String step) {
      var way = options.indexOf(key);
      if (way < 0) {
        throw new IllegalArgumentException(
            "step " + step + " chose " + key + ", which none of its options has: " + options);
      }
      return new Chosen(way);
    }
  }

  /** So many nodes at once. */
  record Gang(int nodes) implements Taken {
    /** Refuses a gang of nobody. */
    public static Gang of(int nodes, String step) {
      if (nodes < 1) {
        throw new IllegalArgumentException(
            "step " + step + " asks for " + nodes + " nodes: a gang has at least one");
      }
      return new Gang(nodes);
    }
  }

  record End() implements Taken {}
}
