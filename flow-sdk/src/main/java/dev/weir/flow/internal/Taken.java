package dev.weir.flow.internal;

import java.util.Iterator;

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

  record End() implements Taken {}
}
