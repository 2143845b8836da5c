package dev.weir.flow;

import java.util.stream.Stream;

/**
 * The branches that a join gathers: the flow as each of them left it, in the order of the foreach's
 * items or of the branches as written. Each is loaded when it is asked for and may be loaded again
 * later, so that many need not fit into memory at once; what a join changes in one is lost.
 *
 * @param <F> the flow
 */
public interface Inputs<F> extends Iterable<F> {
  int size();

  F get(int index);

  /** The branch whose last step has that name. */
  F named(String step);

  Stream<F> stream();
}
