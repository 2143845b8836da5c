package dev.weir.gc;

import java.time.Instant;
import java.util.function.Supplier;

class MemoryCollectorTest extends CollectorContract {

  @Override
  protected int seeds() {
    return 400;
  }

  @Override
  protected CollectedStore store(Supplier<Instant> collectorsClock) {
    return new MemoryChunkFiles(collectorsClock);
  }
}
