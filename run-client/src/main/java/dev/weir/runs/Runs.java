package dev.weir.runs;

import dev.weir.client.RunFilter;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunState;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Some runs, newest first. Each time it is gone through, the record is asked again, page by page as
 * far as one goes.
 */
public final class Runs implements Iterable<Run> {
  private static final int PAGE = 100;

  private final Weir weir;
  private final RunFilter filter;

  Runs(Weir weir, RunFilter filter) {
    this.weir = weir;
    this.filter = filter;
  }

  /** Only those that have all these tags, too. */
  public Runs tagged(String... tags) {
    var narrowed = filter;
    for (var tag : tags) {
      narrowed = narrowed.tagged(tag);
    }
    return new Runs(weir, narrowed);
  }

  /** Only those in that state. */
  public Runs inState(RunState state) {
    return new Runs(weir, filter.inState(state));
  }

  /** Only those that this user started. */
  public Runs ownedBy(String user) {
    return new Runs(weir, filter.ownedBy(user));
  }

  /** Only those of that project of the mesh's. */
  public Runs inProject(String project) {
    return new Runs(weir, filter.inProject(new Project(project)));
  }

  /** The newest of them; asks for no other. */
  public Optional<Run> newest() {
    return stream(1).findFirst();
  }

  public Stream<Run> stream() {
    return stream(PAGE);
  }

  @Override
  public Iterator<Run> iterator() {
    return stream().iterator();
  }

  private Stream<Run> stream(int page) {
    var runs = new NewestFirst(weir, filter.atMost(page));
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(runs, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }
}
