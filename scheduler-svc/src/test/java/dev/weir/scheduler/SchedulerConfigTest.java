package dev.weir.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerConfigTest {

  @Test
  void whatIsNotSetHasADefault() {
    // When
    var config = config(Map.of());
    // Then
    assertThat(config.metadataUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(config.artifactStoreUrl()).isEqualTo(URI.create("http://localhost:8082"));
    assertThat(config.queues().tasks()).isEqualTo("weir-tasks");
    assertThat(config.queues().taskEvents()).isEqualTo("weir-task-events");
    assertThat(config.lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.sweepInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.quietAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.maxWorkers()).isEqualTo(100);
    assertThat(config.maxLost()).isEqualTo(5);
    assertThat(config.sweepBatch()).isEqualTo(100);
  }

  @Test
  void whatIsSetCounts() {
    // When
    var config = config(Map.of("scheduler.lease", "PT1M", "scheduler.queues.tasks", "mine"));
    // Then
    assertThat(config.lease()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.queues().tasks()).isEqualTo("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "scheduler.lease, soon",
    "scheduler.max-workers, many",
    "scheduler.metadata-url, not a url",
    "scheduler.laese, PT1M",
    "scheduler.queues.task, weir-tasks",
    "scheduler.lease, PT0S",
    "scheduler.lease, -PT1S",
    "scheduler.max-workers, 0",
    "scheduler.max-lost, 0",
    "scheduler.sweep-batch, 0",
  })
  void aWrongKeyOrValueStopsTheStartAndIsNamed(String key, String value) {
    assertThatThrownBy(() -> config(Map.of(key, value))).hasStackTraceContaining(key);
  }

  private static SchedulerConfig config(Map<String, String> values) {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(SchedulerConfig.class)
            .withSources(new PropertiesConfigSource(values, "test", 500))
            .build()
            .getConfigMapping(SchedulerConfig.class);
    return config;
  }
}
