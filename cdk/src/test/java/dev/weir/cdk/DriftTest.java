package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stack still fits what lies beside it: the services' sources, their images, the manual. */
class DriftTest {
  private static final Map<Part, String> OWN_PREFIX =
      Map.of(
          Part.SCHEDULER_SVC, "SCHEDULER_", Part.ARTIFACT_STORE, "STORE_", Part.WORKER, "WORKER_");

  @ParameterizedTest
  @EnumSource
  void aServiceListensWhereItsOwnSourcesSay(Part part) {
    assertThat(ServiceSources.of(part).applicationProperties())
        .containsEntry("quarkus.http.port", Integer.toString(part.port()));
  }

  @ParameterizedTest
  @EnumSource(names = "METADATA_SVC", mode = EnumSource.Mode.EXCLUDE)
  void aServiceIsToldOnlyWhatItReads(Part part) {
    // Given
    var read = ServiceSources.of(part).environment();
    // When
    var told =
        Synth.withDefaults().environment(part).keySet().stream()
            .filter(name -> name.startsWith(OWN_PREFIX.get(part)));
    // Then
    assertThat(told).isNotEmpty().isSubsetOf(read);
  }

  @Test
  void theImageHasTheScriptThatTheHealthCheckRuns() throws IOException {
    assertThat(Files.readString(Path.of("../docker/Dockerfile")))
        .contains("COPY docker/start docker/healthy /opt/weir/");
    assertThat(Path.of("../docker/healthy")).isExecutable();
  }

  @Test
  void theManualNamesEachSettingWithItsDefault() throws IOException {
    var manual = Files.readString(Path.of("../docs/aws.md"));
    assertThat(Arrays.stream(Setting.values()).map(DriftTest::manualRow))
        .allSatisfy(row -> assertThat(manual).contains(row));
  }

  private static String manualRow(Setting setting) {
    var value = setting.defaultValue();
    return "| `%s` | %s |".formatted(setting.key(), value.isEmpty() ? "–" : "`" + value + "`");
  }
}
