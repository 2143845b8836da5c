package dev.weir.scheduler.run;

import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.Provenance;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that was asked for and found right.
 *
 * @param code what {@code codePackage} names
 * @param parameters may hold nulls: JSON has them
 * @param namespace where it is not the owner's
 * @param provenance where the code came from, when git knew
 * @param repeat what tells a repeated request from a new one
 */
public record NewRun(
    Project project,
    Principal owner,
    Digest codePackage,
    CodePackage code,
    Map<String, Object> parameters,
    List<String> tags,
    Optional<String> namespace,
    int maxWorkers,
    Optional<Provenance> provenance,
    Optional<Repeat> repeat) {
  public NewRun {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    tags = List.copyOf(tags);
  }

  /**
   * Makes a request safe to repeat.
   *
   * @param requestHash equal for equal requests
   */
  public record Repeat(String key, String requestHash) {}
}
