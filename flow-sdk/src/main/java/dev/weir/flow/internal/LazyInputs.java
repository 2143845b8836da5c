package dev.weir.flow.internal;

import dev.weir.flow.Inputs;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Inputs loaded one by one, of which only the few used last are kept. */
public final class LazyInputs<F> implements Inputs<F> {
  private static final int KEPT = 16;

  private final List<String> steps;
  private final IntFunction<F> load;
  private final LinkedHashMap<Integer, F> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

  /**
   * @param steps the step that each input comes from, in order
   * @param load gives the input at an index; asked again for one that was dropped
   */
  public LazyInputs(List<String> steps, IntFunction<F> load) {
    this.steps = steps;
    this.load = load;
  }

  @Override
  public int size() {
    return steps.size();
  }

  @Override
  public synchronized F get(int index) {
    Objects.checkIndex(index, steps.size());
    var present = kept.get(index);
    if (present != null) {
      return present;
    }
    var loaded = load.apply(index);
    kept.put(index, loaded);
    if (kept.size() > KEPT) {
      kept.remove(kept.firstEntry().getKey());
    }
    return loaded;
  }

  @Override
  public F named(String step) {
    var index = steps.indexOf(step);
    if (index < 0) {
      throw new IllegalArgumentException("no input comes from step " + step + ": " + branches());
    }
    if (steps.lastIndexOf(step) != index) {
      throw new IllegalArgumentException(
          "several inputs come from step " + step + ": go through them, or use get(index)");
    }
    return get(index);
  }

  @Override
  public Iterator<F> iterator() {
    return stream().iterator();
  }

  @Override
  public Stream<F> stream() {
    return IntStream.range(0, size()).mapToObj(this::get);
  }

  private String branches() {
    return steps.stream().distinct().collect(Collectors.joining(", ", "they come from ", ""));
  }
}
