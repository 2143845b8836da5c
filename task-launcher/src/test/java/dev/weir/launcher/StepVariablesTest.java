package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.FailureKind;
import dev.weir.protocol.SecretSource;
import dev.weir.protocol.StepSettings;
import dev.weir.protocol.TaskAssignment;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Tasks;
import flows.EnvironmentFlow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step's process has in its environment, and no other. */
class StepVariablesTest {
  private static final StepVariables VARIABLES =
      new StepVariables(
          Map.of("DB_PASSWORD", "s3cr3t"),
          Set.of("PATH"),
          source -> Map.of("A", "aws", "not a name", "x"));

  @TempDir Path directory;

  @Test
  void variablesAndSecretsComeTogether() throws Exception {
    // Given
    var settings =
        settings(
            Map.of("MODE", "fast"),
            new SecretSource("environment", "DB_PASSWORD", null, Map.of("as", "PASSWORD")),
            new SecretSource("inline", null, null, Map.of("C", "3")));
    // When
    var variables = VARIABLES.of(settings);
    // Then
    assertThat(variables.values())
        .isEqualTo(Map.of("MODE", "fast", "PASSWORD", "s3cr3t", "C", "3"));
    assertThat(variables).asString().doesNotContain("s3cr3t");
  }

  @Test
  void clashesAreRefused() {
    assertThatThrownBy(() -> of("inline", null, Map.of("PATH", "x")))
        .hasMessageContainingAll("PATH", "set already");
    assertThatThrownBy(() -> of("environment", "DB_PASSWORD", Map.of("as", "MODE")))
        .hasMessageContaining("secret environment:DB_PASSWORD sets the environment variable MODE")
        .hasMessageNotContaining("s3cr3t");
    assertThatThrownBy(() -> of("aws-secrets-manager", "x", Map.of()))
        .hasMessageContaining("'not a name'");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> of("environment", "NONE", Map.of()))
        .hasMessageContaining("secret environment:NONE is not set where the step's process");
    assertThatThrownBy(() -> of("vault", "x", Map.of())).hasMessageContaining("vault");
  }

  @Test
  void aProcessHasItsStepsVariablesAndIsKeptForSuchSteps() throws Exception {
    try (var launched = Launched.in(directory)) {
      // Given
      var tasks = launched.tasks(EnvironmentFlow.class, Graph.startAndEnd(), "how");
      var how = Map.<String, Object>of("how", "MODE,SECRET");
      var first = with(tasks, how, Map.of("MODE", "fast"));
      var other = with(tasks, how, Map.of("MODE", "slow"));
      // When
      var plain = launched.run(tasks.start(how));
      var one = launched.run(first);
      var two = launched.run(other);
      var again = launched.run(with(tasks, how, Map.of("MODE", "fast")));
      // Then
      assertThat(launched.printed())
          .containsExactly("null", "null", "fast", "3", "slow", "3", "fast", "3");
      assertThat(Set.of(plain.pid(), one.pid(), two.pid())).hasSize(3);
      assertThat(again.outcome()).isNotNull();
    }
  }

  @Test
  void aSecretThatCannotBeHadFailsTheStep() throws Exception {
    try (var launched = Launched.in(directory)) {
      // Given
      var tasks = launched.tasks(EnvironmentFlow.class, Graph.startAndEnd(), "how");
      var missing = new SecretSource("environment", "WEIR_TEST_NOT_SET", null, null);
      // When
      var report = launched.run(assigned(tasks, Map.of(), settings(Map.of(), missing)));
      // Then
      var failure = Launched.failure(report);
      assertThat(failure.kind()).isEqualTo(FailureKind.USER_ERROR);
      assertThat(failure.message()).contains("environment:WEIR_TEST_NOT_SET is not set");
    }
  }

  private static Variables of(String backend, String id, Map<String, String> options)
      throws SecretException {
    return VARIABLES.of(
        settings(Map.of("MODE", "fast"), new SecretSource(backend, id, null, options)));
  }

  private static TaskAssignment with(
      Tasks tasks, Map<String, Object> parameters, Map<String, String> variables) {
    var secret = new SecretSource("inline", null, null, Map.of("SECRET", "3"));
    return assigned(tasks, parameters, settings(variables, secret));
  }

  private static TaskAssignment assigned(
      Tasks tasks, Map<String, Object> parameters, StepSettings settings) {
    return Tasks.with(tasks.start(parameters), settings);
  }

  private static StepSettings settings(Map<String, String> variables, SecretSource... secrets) {
    return StepSettings.NONE.withEnvironment(variables).withSecrets(List.of(secrets));
  }
}
