package dev.weir.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** A {@link WorkerConfig} as Quarkus would read it. */
final class TestConfig {
  private TestConfig() {}

  static WorkerConfig of(Map<String, String> properties) {
    var all = new HashMap<>(properties);
    all.putIfAbsent("worker.task-runtime-lib", "/opt/weir/task-runtime");
    return exactly(all);
  }

  static WorkerConfig exactly(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withMapping(WorkerConfig.class)
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .withSources(
            new PropertiesConfigSource(
                Map.of("java.io.tmpdir", System.getProperty("java.io.tmpdir")), "system", 50))
        .build()
        .getConfigMapping(WorkerConfig.class);
  }
}
