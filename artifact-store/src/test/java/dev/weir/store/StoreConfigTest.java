package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreConfigTest {

  @Test
  void hasDefaultsForEverything() {
    // When
    var config = read(Map.of());
    // Then
    assertThat(config.bucket()).isEqualTo("weir-artifacts");
    assertThat(config.createBucket()).isFalse();
    assertThat(config.pathStyleAccess()).isFalse();
    assertThat(config.maxBlobSize().asLongValue()).isEqualTo(5L << 30);
    assertThat(config.s3Connections()).isEqualTo(64);
    assertThat(config.spoolDirectory()).isEmpty();
  }

  @Test
  void readsWhatIsSet() {
    // When
    var config =
        read(
            Map.of(
                "store.bucket", "team",
                "store.create-bucket", "true",
                "store.path-style-access", "true",
                "store.max-blob-size", "10M",
                "store.s3-connections", "8",
                "store.spool-directory", "/var/spool/weir"));
    // Then
    assertThat(config.bucket()).isEqualTo("team");
    assertThat(config.createBucket()).isTrue();
    assertThat(config.pathStyleAccess()).isTrue();
    assertThat(config.maxBlobSize().asLongValue()).isEqualTo(10L << 20);
    assertThat(config.s3Connections()).isEqualTo(8);
    assertThat(config.spoolDirectory()).contains(Path.of("/var/spool/weir"));
  }

  @ParameterizedTest
  @CsvSource({"store.max-blob-size,large", "store.s3-connections,many", "store.bukket,team"})
  void refusesWrongValuesAndUnknownKeysByName(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(key);
  }

  private static StoreConfig read(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(StoreConfig.class)
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(StoreConfig.class);
  }
}
