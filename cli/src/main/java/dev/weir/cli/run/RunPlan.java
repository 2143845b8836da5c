package dev.weir.cli.run;

import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run as it was asked for: what, with which values.
 *
 * @param code what the package's blob holds
 * @param parameters as a {@link dev.weir.protocol.RunRequest} has them
 * @param namespace the tag by which the run finds other runs, where the user said it
 * @param maxWorkers how many tasks may run at once, where the user said it
 * @param splits how far one task may fan out
 * @param logs how much of what a task prints is kept
 * @param provenance where the code came from, when git knew
 */
public record RunPlan(
    Digest codePackage,
    CodePackage code,
    Map<String, Object> parameters,
    List<String> tags,
    Optional<String> namespace,
    OptionalInt maxWorkers,
    SplitLimit splits,
    LogLimit logs,
    Optional<Provenance> provenance) {
  public RunPlan {
    parameters = Map.copyOf(parameters);
    tags = List.copyOf(tags);
  }

  String flow() {
    return code.graph().flow();
  }
}
