package dev.weir.store;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the service stands on and a test may put something else in place of. */
class StoreBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
