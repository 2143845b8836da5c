package dev.weir.scheduler.run;

import dev.weir.protocol.RunId;

/** Tells metadata-svc what the {@link Outbox} holds. */
public interface RunRecorder {

  /** Tries once, for one run; what can't be told now stays in the outbox for later. */
  void record(RunId run);
}
