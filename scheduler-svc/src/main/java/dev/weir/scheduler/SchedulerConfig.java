package dev.weir.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Everything that can be set about the scheduler itself. */
@ConfigMapping(prefix = "scheduler")
public interface SchedulerConfig {

  /** Where metadata-svc is. */
  @WithDefault("http://localhost:8080")
  URI metadataUrl();

  /** Where artifact-store is. */
  @WithDefault("http://localhost:8082")
  URI artifactStoreUrl();

  /** The queues; they must exist when the service starts. */
  Queues queues();

  /** How long a worker may be silent before its attempt counts as lost. */
  @WithDefault("PT30S")
  @WithConverter(PositiveDuration.class)
  Duration lease();

  /** How often the sweeper looks for lost messages, silent workers and quiet runs. */
  @WithDefault("PT5S")
  @WithConverter(PositiveDuration.class)
  Duration sweepInterval();

  /** After how long without an event a run is planned again. */
  @WithDefault("PT2M")
  @WithConverter(PositiveDuration.class)
  Duration quietAfter();

  /** How many tasks of one run may be announced or running at once, unless its request says. */
  @WithDefault("100")
  @WithConverter(PositiveNumber.class)
  int maxWorkers();

  /** After how many lost attempts a task fails. */
  @WithDefault("5")
  @WithConverter(PositiveNumber.class)
  int maxLost();

  /** How many rows one step of a sweep takes at a time. */
  @WithDefault("100")
  @WithConverter(PositiveNumber.class)
  int sweepBatch();

  /** The names of the queues. */
  interface Queues {

    /** Where TaskReady goes. */
    @WithDefault("weir-tasks")
    String tasks();

    /** Where TaskFinished comes from. */
    @WithDefault("weir-task-events")
    String taskEvents();
  }
}
