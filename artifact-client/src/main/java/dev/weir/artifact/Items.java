package dev.weir.artifact;

import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ItemList;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A foreach's items in the store: written page by page, read one at a time. */
public final class Items {
  static final int PAGE_SIZE = 256;

  /** Keeps a page below 1 MiB. */
  private static final int INLINE_LIMIT = 2048;

  private Items() {}

  /**
   * What was written.
   *
   * @param digest the blob that holds the {@link ItemList}
   */
  public record Written(Digest digest, int size) {}

  /** Stores each item as {@link Codecs#encode(Object, BlobStore)} does. */
  public static Written write(Iterable<?> items, BlobSink store) throws IOException {
    var pages = new ArrayList<Digest>();
    var page = new ArrayList<ArtifactRef>();
    var size = 0;
    for (var item : items) {
      page.add(encode(size++, item, store));
      if (page.size() == PAGE_SIZE) {
        pages.add(JsonBlobs.put(page, store));
        page.clear();
      }
    }
    if (!page.isEmpty()) {
      pages.add(JsonBlobs.put(page, store));
    }
    return new Written(JsonBlobs.put(new ItemList(size, PAGE_SIZE, pages), store), size);
  }

  /** The reference of one item: reads the list and one page. */
  public static ArtifactRef ref(Digest items, int index, BlobStore store) throws IOException {
    var list = JsonBlobs.get(items, ItemList.class, store);
    if (index < 0 || index >= list.size()) {
      throw new IOException("no item " + index + " among " + list.size());
    }
    var page = list.pages().get(index / list.pageSize());
    return JsonBlobs.get(page, ArtifactRef[].class, store)[index % list.pageSize()];
  }

  /** One item. */
  public static @Nullable Object read(
      Digest items, int index, Type declared, BlobStore store, ClassLoader classes)
      throws IOException {
    return Codecs.decode(ref(items, index, store), declared, store, classes);
  }

  private static ArtifactRef encode(int index, @Nullable Object item, BlobSink store)
      throws IOException {
    try {
      return Codecs.encode(item, Object.class, store, INLINE_LIMIT);
    } catch (NotStorableException e) {
      throw new NotStorableException("item " + index + ": " + e.getMessage(), e);
    }
  }
}
