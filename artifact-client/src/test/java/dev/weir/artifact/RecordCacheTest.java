package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ItemList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordCacheTest extends BlobStoreContract {
  private final WatchedBlobStore below = new WatchedBlobStore();
  private final RecordCache cache = new RecordCache(below);

  @Override
  protected BlobStore store() {
    return cache;
  }

  @Test
  void readsARecordOnce() throws Exception {
    // Given
    var list = new ItemList(0, 256, List.of());
    var digest = JsonBlobs.put(list, cache);
    // When
    var first = JsonBlobs.get(digest, ItemList.class, cache);
    var second = JsonBlobs.get(digest, ItemList.class, cache);
    // Then
    assertThat(first).isEqualTo(list);
    assertThat(second).isSameAs(first);
    assertThat(below.opened()).containsExactly(digest);
  }

  @Test
  void forgetsTheOldestWhenItHoldsTooMuch() throws Exception {
    // Given: each about a third of what it holds
    var lists = new ArrayList<Digest>();
    for (int i = 1; i <= 4; i++) {
      var pages = Collections.nCopies(20_000, Digest.of(new byte[i]));
      lists.add(JsonBlobs.put(new ItemList(pages.size(), 1, pages), cache));
    }
    // When
    for (var list : lists) {
      JsonBlobs.get(list, ItemList.class, cache);
    }
    JsonBlobs.get(lists.getLast(), ItemList.class, cache);
    JsonBlobs.get(lists.getFirst(), ItemList.class, cache);
    // Then
    assertThat(below.opened())
        .containsExactly(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.getFirst());
  }

  @Test
  void remembersNothingThatCouldNotBeRead() throws Exception {
    // Given
    var digest = cache.put(new byte[] {'?'});
    // When
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> JsonBlobs.get(digest, ItemList.class, cache))
          .isInstanceOf(IllegalArgumentException.class);
    }
    // Then
    assertThat(below.opened()).containsExactly(digest, digest);
  }
}
