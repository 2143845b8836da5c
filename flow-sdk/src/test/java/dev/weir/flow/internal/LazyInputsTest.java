package dev.weir.flow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyInputsTest {

  @Test
  void inputsComeInOrder() {
    var inputs = new LazyInputs<>(Collections.nCopies(100_000, "body"), index -> index);
    assertThat(inputs.stream()).hasSize(100_000).isSorted();
    assertThat(inputs).first().isEqualTo(0);
  }

  @Test
  void nothingIsLoadedBeforeItIsAskedFor() {
    // Given
    var loads = new AtomicInteger();
    var inputs = new LazyInputs<>(List.of("a", "b"), index -> loads.incrementAndGet());
    // When
    inputs.stream().limit(1).forEach(input -> {});
    // Then
    assertThat(loads).hasValue(1);
  }

  @Test
  void fewAskedForAgainAreLoadedOnce() {
    // Given
    var inputs = new LazyInputs<>(List.of("a", "b"), index -> new Object());
    // Then
    assertThat(inputs.named("b")).isSameAs(inputs.get(1));
  }

  @Test
  void onlyTheLastUsedAreKept() {
    // Given
    var inputs = new LazyInputs<>(Collections.nCopies(100, "body"), index -> new Object());
    var first = inputs.get(0);
    // When
    inputs.forEach(input -> {});
    // Then
    assertThat(inputs.get(0)).isNotSameAs(first);
  }

  @Test
  void unknownBranchNamesThoseThereAre() {
    var inputs = new LazyInputs<>(List.of("a", "b"), index -> index);
    assertThatThrownBy(() -> inputs.named("c")).hasMessageContaining("a, b");
  }

  @Test
  void nameOfManyIsRefused() {
    var inputs = new LazyInputs<>(List.of("body", "body"), index -> index);
    assertThatThrownBy(() -> inputs.named("body")).hasMessageContaining("several");
  }

  @Test
  void indexOutsideIsRefused() {
    var inputs = new LazyInputs<>(List.of("a"), index -> index);
    assertThatThrownBy(() -> inputs.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
