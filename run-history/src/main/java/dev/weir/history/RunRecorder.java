package dev.weir.history;

import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.RunRecord;

/**
 * Takes down what happens in a run. Storing the same again changes nothing; a later state replaces
 * an earlier one.
 */
public interface RunRecorder {

  /** Stores a new run, unless its id is taken. */
  boolean begin(RunRecord run);

  void store(RunRecord run);

  /** Makes the attempt's task and step as needed. */
  void store(AttemptRecord attempt);

  void store(LogChunk chunk);
}
