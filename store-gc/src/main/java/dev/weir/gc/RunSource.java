package dev.weir.gc;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import java.util.function.Consumer;

/**
 * The record of runs, as far as it says what a store has to keep. What is recorded while one of
 * these goes on may be left out; what was recorded before may not. When it can't say all, it
 * throws, and nothing is collected.
 */
public interface RunSource {

  /** Every run of the project, those that go on among them. */
  void runs(Consumer<RunRecord> each);

  /** Every attempt at every task of a run. */
  void attempts(RunId run, Consumer<AttemptRecord> each);
}
