package dev.weir.flow.internal;

import java.util.Iterator;

/** Items none of which is null. */
final class PresentItems implements Iterator<Object> {
  private final Iterator<?> items;
  private final String step;
  private long index;

  PresentItems(Iterator<?> items, String step) {
    this.items = items;
    this.step = step;
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public Object next() {
    var item = items.next();
    if (item == null) {
      throw new NullPointerException(
          "item " + index + " of the foreach in step " + step + " is null");
    }
    index++;
    return item;
  }
}
