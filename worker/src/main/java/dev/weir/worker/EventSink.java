package dev.weir.worker;

import dev.weir.protocol.TaskFinished;
import java.util.function.BooleanSupplier;

/** Where the end of an attempt is told. */
interface EventSink {

  /**
   * Returns when the event is stored in the queue.
   *
   * @param goOn whether to try again when it can't be
   * @throws dev.weir.protocol.ServiceException when it was given up
   */
  void send(TaskFinished event, BooleanSupplier goOn);
}
