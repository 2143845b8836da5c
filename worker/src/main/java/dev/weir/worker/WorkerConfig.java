package dev.weir.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that can be set about a worker itself. Where SQS is and who asks it come from the AWS
 * SDK's own settings: {@code AWS_ENDPOINT_URL_SQS}, {@code AWS_REGION}, credentials.
 */
@ConfigMapping(prefix = "worker")
public interface WorkerConfig {

  /** Where scheduler-svc is. */
  @WithDefault("http://localhost:8081")
  URI schedulerUrl();

  /** Where metadata-svc is. */
  @WithDefault("http://localhost:8080")
  URI metadataUrl();

  /** Where artifact-store is; the child processes ask it, not the worker. */
  @WithDefault("http://localhost:8082")
  URI artifactStoreUrl();

  /** The queues; they must exist when the worker starts. */
  Queues queues();

  /** How many tasks run at once; the number of processors if absent. */
  OptionalInt slots();

  /** The heap of each child process; the machine's memory shared by the slots if absent. */
  Optional<MemorySize> taskHeap();

  /** The directory of jars that holds task-runtime. */
  Path taskRuntimeLib();

  /** Where code is cached and child processes run. */
  @WithDefault("${java.io.tmpdir}/weir-worker")
  Path workDir();

  /**
   * How much of what tasks read is kept on this disk, below {@code work-dir}, for tasks that read
   * it again; nothing if 0.
   */
  @WithDefault("10G")
  MemorySize cacheSize();

  /** The worker's name, unique among the living; made of host, process and chance if absent. */
  Optional<String> name();

  /** How often a lease is renewed at least; more often where the lease is short. */
  @WithDefault("PT10S")
  Duration renewInterval();

  /** How long a message stays hidden unless the worker, being alive, hides it again. */
  @WithDefault("PT1M")
  Duration visibility();

  /** How often new log lines go to metadata-svc. */
  @WithDefault("PT1S")
  Duration logInterval();

  /** How much of each stream of an attempt's log is kept; the rest is left out, and said so. */
  @WithDefault("10M")
  MemorySize maxLogSize();

  /** How long running tasks may take to end once the worker is told to stop. */
  @WithDefault("PT20S")
  Duration drainTimeout();

  /** The names of the queues. */
  interface Queues {

    /** Where TaskReady comes from. */
    @WithDefault("weir-tasks")
    String tasks();

    /** Where TaskFinished goes. */
    @WithDefault("weir-task-events")
    String taskEvents();
  }
}
