package dev.weir.store.gc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which runs' artifacts are kept, and when the rest goes. Without a rule, all runs' are: then goes
 * what no run needs.
 */
@ConfigMapping(prefix = "gc")
public interface GcConfig {

  /** Where the record of runs is; without it nothing is collected. */
  Optional<URI> metadataUrl();

  /** Where the runs in motion are; without it nothing is collected. */
  Optional<URI> schedulerUrl();

  /** How often every project is collected; only when asked to if absent. */
  Optional<Duration> every();

  /** How long something has to be of no use before it goes, twice over; two hours at least. */
  @WithDefault("PT24H")
  Duration grace();

  /** The part of a pack's bytes that has to be of use for it to stay as it is. */
  @WithDefault("0.5")
  double rewriteBelow();

  /** Keep runs that ended within so long. */
  Optional<Duration> keepFor();

  /** Keep of each flow the newest so many runs, and as many that succeeded. */
  Optional<Integer> keepLast();

  /** Keep runs with one of these tags. */
  @WithDefault("keep")
  List<String> keepTags();

  /** What holds instead in some projects, by their names. */
  Map<String, Rules> projects();

  /** For the runs of one project. */
  interface Rules {

    /** Keep runs that ended within so long. */
    Optional<Duration> keepFor();

    /** Keep of each flow the newest so many runs, and as many that succeeded. */
    Optional<Integer> keepLast();

    /** Keep runs with one of these tags. */
    @WithDefault("keep")
    List<String> keepTags();
  }
}
