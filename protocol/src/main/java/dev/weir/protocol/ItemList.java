package dev.weir.protocol;

import java.util.List;

/**
 * The items of a foreach, cut into pages so that a task reads only the page its item is on.
 *
 * @param size the number of items
 * @param pageSize the number of items on each page but the last
 * @param pages blobs, each a JSON array of {@link ArtifactRef}, in order
 */
public record ItemList(int size, int pageSize, List<Digest> pages) {
  public ItemList {
    pages = List.copyOf(pages);
  }
}
