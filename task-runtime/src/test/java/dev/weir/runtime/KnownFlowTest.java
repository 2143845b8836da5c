package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Current;
import dev.weir.flow.FlowInfo.StepInfo;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.FlowSettings.ProjectBranch;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownFlowTest {

  @Test
  void aStepKnowsItsFlowItsProjectAndTheRunItResumes() {
    // When
    var current = current(new ProjectBranch("movies", "user.ann", false), new RunId("w1"), null);
    // Then
    assertThat(current.parameterNames()).containsExactly("n");
    assertThat(current.graph())
        .containsExactly(new StepInfo("start", "LINEAR", List.of("end"), false));
    assertThat(current.step().next()).containsExactly("end");
    assertThat(current.originRunId()).contains("w1");
    assertThat(current.namespace()).isEqualTo("user:ann");
    assertThat(current.projectName()).contains("movies");
    assertThat(current.branchName()).contains("user.ann");
    assertThat(current.projectFlowName()).isEqualTo("movies.user.ann.F");
    assertThat(current.isUserBranch()).isTrue();
    assertThat(current.isProduction()).isFalse();
    assertThat(current.retryCount()).isEqualTo(1);
    assertThat(current.tempDir()).isDirectory();
  }

  @Test
  void aFlowWithoutAProjectIsKnownByItsName() {
    // When
    var current = current(null, null, "project:movies");
    // Then
    assertThat(current.projectFlowName()).isEqualTo("F");
    assertThat(current.branchName()).isEmpty();
    assertThat(current.isUserBranch()).isFalse();
    assertThat(current.originRunId()).isEmpty();
    assertThat(current.namespace()).isEqualTo("project:movies");
  }

  private static Current current(
      @Nullable ProjectBranch project, @Nullable RunId origin, @Nullable String namespace) {
    var code = Digest.of(new byte[0]);
    var pack =
        new CodePackage(
            new FlowGraph(
                "F",
                null,
                List.of(
                    new StepNode(
                        "start",
                        Kind.LINEAR,
                        List.of("end"),
                        false,
                        null,
                        null,
                        null,
                        List.of(),
                        1,
                        null))),
            "F",
            List.of(new ParameterSpec("n", ParameterSpec.Kind.VALUE, "int", null, false, null)),
            code,
            new FlowSettings(project, null, null, null, null),
            null,
            null,
            "test");
    var assignment =
        new TaskAssignment(
            new RunId("w2"),
            new TaskId("t1"),
            1,
            new Project("default"),
            "ann",
            code,
            new TaskKey("start", List.of()),
            List.of(),
            null,
            null,
            0,
            null,
            null,
            origin,
            namespace,
            Map.of(),
            List.of(),
            null);
    var known = KnownFlow.of(pack, assignment);
    return new Current(
        "F",
        "w2",
        "start",
        "t1",
        1,
        "ann",
        "default",
        List.of(),
        List.of(),
        0,
        Optional.empty(),
        known);
  }
}
