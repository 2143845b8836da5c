package dev.weir.store;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
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
    assertThat(config.directTransfer()).isTrue();
    assertThat(config.encryption()).isEqualTo(StoreConfig.Encryption.BUCKET);
    assertThat(config.checksums()).isEqualTo(StoreConfig.Checksums.WHEN_SUPPORTED);
    assertThat(config.retries()).isEqualTo(StoreConfig.Retries.STANDARD);
    assertThat(config.urlLifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.quota()).isEmpty();
    assertThat(config.endpoint()).isEmpty();
    assertThat(config.publicEndpoint()).isEmpty();
    assertThat(config.prices().putPerThousand()).isEqualTo(0.005);
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

  @Test
  void theManualNamesEachSettingWithItsDefault() throws IOException {
    // Given
    var manual = Files.readString(Path.of("../docs/aws.md"));
    var settings =
        Stream.concat(
            rows("store.", StoreConfig.class), rows("store.prices.", StoreConfig.Prices.class));
    // Then
    assertThat(settings).isNotEmpty().allSatisfy(row -> assertThat(manual).contains(row));
  }

  private static Stream<String> rows(String prefix, Class<?> mapping) {
    return Stream.of(mapping.getDeclaredMethods())
        .filter(method -> method.getReturnType() != StoreConfig.Prices.class)
        .map(
            method -> {
              var name = prefix + method.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(ROOT);
              var value = method.getAnnotation(WithDefault.class);
              return value == null
                  ? "| `" + name + "` | "
                  : "| `%s` | `%s` |".formatted(name, value.value());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "store.max-blob-size,large",
    "store.s3-connections,many",
    "store.bukket,team",
    "store.encryption,rot13",
    "store.checksums,never",
    "store.retries,forever",
    "store.prices.put,1"
  })
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
