package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.ItemList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemsTest {
  private final BlobStore store = new MemoryBlobStore();

  @Test
  void eachItemReadsBackFromItsPage() throws Exception {
    // Given
    var items = IntStream.range(0, 1000).mapToObj(i -> "item " + i).toList();
    // When
    var written = Items.write(items, store);
    // Then
    assertThat(written.size()).isEqualTo(1000);
    for (var index : List.of(0, 255, 256, 999)) {
      assertThat(read(written, index)).isEqualTo("item " + index);
    }
    assertThat(JsonBlobs.get(written.digest(), ItemList.class, store).pages()).hasSize(4);
  }

  @Test
  void itemsKeepTheirOwnTypes() throws Exception {
    // Given
    var movie = new Samples.Movie("t", 1, List.of(), 1L, null);
    // When
    var written = Items.write(Arrays.asList(1L, null, "x", movie, new double[] {1}), store);
    // Then
    assertThat(read(written, 0)).isEqualTo(1L);
    assertThat(read(written, 1)).isNull();
    assertThat(read(written, 2)).isEqualTo("x");
    assertThat(read(written, 3)).isEqualTo(movie);
    assertThat((double[]) read(written, 4)).containsExactly(1);
  }

  @Test
  void caseReadsBackAsItsSealedType() throws Exception {
    // Given
    var shapes = List.of(new Samples.Circle(1), Samples.Nothing.NOTHING);
    // When
    var written = Items.write(shapes, store);
    // Then
    for (var index : List.of(0, 1)) {
      var loader = getClass().getClassLoader();
      var read = Items.read(written.digest(), index, Samples.Shape.class, store, loader);
      assertThat(read).isEqualTo(shapes.get(index));
    }
  }

  @Test
  void equalItemsHaveEqualDigests() throws Exception {
    assertThat(Items.write(List.of(1, 2), store))
        .isEqualTo(Items.write(List.of(1, 2), new MemoryBlobStore()));
  }

  @Test
  void saysWhichItemCannotBeStored() {
    assertThatThrownBy(() -> Items.write(List.of("a", new Samples.NotSerializable()), store))
        .isInstanceOf(NotStorableException.class)
        .hasMessageStartingWith("item 1:");
  }

  @Test
  void refusesAnIndexThatIsNotThere() throws Exception {
    // Given
    var written = Items.write(List.of("a"), store);
    // Then
    assertThatThrownBy(() -> read(written, 1)).hasMessageContaining("no item 1 among 1");
  }

  private Object read(Items.Written written, int index) throws Exception {
    return Items.read(written.digest(), index, Object.class, store, getClass().getClassLoader());
  }
}
