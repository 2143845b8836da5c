package dev.weir.runs;

import dev.weir.client.RunFilter;
import dev.weir.history.RunHistory;
import dev.weir.protocol.RunRecord;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** The runs of several places in one order, each read a page at a time when it is that far. */
final class NewestFirst implements Iterator<Run> {
  private final Weir weir;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparing((Head head) -> head.run().createdAt()).reversed());

  /**
   * Begins.
   *
   * @param filter its limit is the size of a page
   */
  NewestFirst(Weir weir, RunFilter filter) {
    this.weir = weir;
    for (var history : weir.places().histories()) {
      add(history, pages(history, filter).flatMap(List::stream).iterator());
    }
  }

  /** The next run of one place, and what comes after it. */
  private record Head(RunRecord run, RunHistory history, Iterator<RunRecord> others) {}

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public Run next() {
    var next = heads.poll();
    if (next == null) {
      throw new NoSuchElementException();
    }
    add(next.history(), next.others());
    return new Run(weir, weir.places().found(next.run(), next.history()));
  }

  private void add(RunHistory history, Iterator<RunRecord> runs) {
    if (runs.hasNext()) {
      heads.add(new Head(runs.next(), history, runs));
    }
  }

  private static Stream<List<RunRecord>> pages(RunHistory history, RunFilter filter) {
    return Stream.iterate(
        history.runs(filter),
        page -> !page.isEmpty(),
        page ->
            page.size() < filter.limit()
                ? List.of()
                : history.runs(filter.after(page.getLast().id())));
  }
}
