package dev.weir.runtime;

import dev.weir.flow.FlowInfo;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskAssignment;
import java.util.Optional;

/** What a step is told of its flow. */
final class KnownFlow {
  private KnownFlow() {}

  static FlowInfo of(CodePackage pack, TaskAssignment assignment) {
    return new FlowInfo(
        pack.parameters().stream().map(ParameterSpec::name).toList(),
        pack.graph().steps().stream()
            .map(
                step ->
                    new FlowInfo.StepInfo(
                        step.name(), step.kind().name(), step.next(), step.join()))
            .toList(),
        project(pack),
        Optional.ofNullable(assignment.origin()).map(RunId::value),
        Optional.ofNullable(assignment.namespace()));
  }

  private static Optional<FlowInfo.ProjectInfo> project(CodePackage pack) {
    var settings = pack.settings();
    return Optional.ofNullable(settings == null ? null : settings.project())
        .map(
            project ->
                new FlowInfo.ProjectInfo(project.name(), project.branch(), project.production()));
  }
}
