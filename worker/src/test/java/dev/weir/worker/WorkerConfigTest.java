package dev.weir.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerConfigTest {

  @Test
  void hasDefaultsForAllButTheRuntime() {
    // When
    var config = TestConfig.of(Map.of());
    // Then
    assertThat(config.schedulerUrl()).isEqualTo(URI.create("http://localhost:8081"));
    assertThat(config.metadataUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(config.artifactStoreUrl()).isEqualTo(URI.create("http://localhost:8082"));
    assertThat(config.queues().tasks()).isEqualTo("weir-tasks");
    assertThat(config.queues().taskEvents()).isEqualTo("weir-task-events");
    assertThat(config.slots()).isEmpty();
    assertThat(config.taskHeap()).isEmpty();
    assertThat(config.name()).isEmpty();
    assertThat(config.workDir())
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "weir-worker"));
    assertThat(config.renewInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.visibility()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.logInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.maxLogSize().asLongValue()).isEqualTo(10L << 20);
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void readsWhatIsSet() {
    // When
    var config =
        TestConfig.of(
            Map.of(
                "worker.slots", "4",
                "worker.name", "w1",
                "worker.task-heap", "512M",
                "worker.queues.tasks", "gpu",
                "worker.drain-timeout", "PT5S"));
    // Then
    assertThat(config.slots()).hasValue(4);
    assertThat(config.name()).contains("w1");
    assertThat(config.taskHeap().orElseThrow().asLongValue()).isEqualTo(512L << 20);
    assertThat(config.queues().tasks()).isEqualTo("gpu");
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({
    "worker.slots,many",
    "worker.renew-interval,soon",
    "worker.max-log-size,large",
    "worker.slotz,2"
  })
  void refusesWrongValuesAndUnknownKeysByName(String key, String value) {
    assertThatThrownBy(() -> TestConfig.of(Map.of(key, value)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(key);
  }

  @Test
  void refusesToStartWithoutTheRuntime() {
    assertThatThrownBy(() -> TestConfig.exactly(Map.of()))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("worker.task-runtime-lib");
  }

  @Test
  void namesItselfUnlessNamed() {
    assertThat(new WorkerName(TestConfig.of(Map.of("worker.name", "w1"))).value()).isEqualTo("w1");
    assertThat(new WorkerName(TestConfig.of(Map.of())).value())
        .contains("-" + ProcessHandle.current().pid() + "-");
  }
}
