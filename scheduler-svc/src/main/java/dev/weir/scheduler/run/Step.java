package dev.weir.scheduler.run;

import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.RunId;
import java.util.List;

/**
 * What one transaction did, and what is to be said once it is committed.
 *
 * @param recordable whether the outbox holds news of the run
 */
record Step(RunId run, Effect effect, List<Announcement> announcements, boolean recordable) {

  Step andRecord() {
    return new Step(run, effect, announcements, true);
  }
}
