package dev.weir.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import dev.weir.client.Json;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.FlowSettings.ProjectBranch;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunRequest;
import dev.weir.scheduler.support.Flows;
import dev.weir.scheduler.support.Mesh;
import dev.weir.scheduler.support.SchedulerTest;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SchedulerTest
class RecordedTagsTest {
  @Inject Mesh mesh;

  @Test
  void theRecordGetsTheUsersTagsAndApartFromThemWhatThePackageSays() {
    // Given
    var project = new ProjectBranch("films", "test.quick", false);
    var code =
        new CodePackage(
            Flows.LINEAR,
            "Linear",
            List.of(),
            mesh.blob(new byte[] {1}),
            new FlowSettings(project, null, null, null, null),
            Map.of(),
            Map.of(),
            "0.1.0");
    var request =
        new RunRequest(
            null,
            mesh.blob(Json.bytes(code)),
            null,
            List.of("project:films", "nightly"),
            null,
            null,
            new Provenance("https://example.org/films.git", "main", "0a1b2c3", true));
    // When
    var answer = mesh.post(request).then().statusCode(201).extract().asByteArray();
    // Then
    var run = Json.read(answer, Run.class);
    await().until(() -> !mesh.recorded(run.id()).isEmpty());
    var record = mesh.recorded(run.id()).getFirst().body();
    assertThat(record.get("provenance"))
        .isEqualTo(
            Map.of(
                "repository",
                "https://example.org/films.git",
                "branch",
                "main",
                "commit",
                "0a1b2c3",
                "dirty",
                true));
    assertThat(record.get("tags")).isEqualTo(List.of("nightly"));
    assertThat(record.get("systemTags"))
        .asInstanceOf(LIST)
        .containsExactly(
            "user:" + Mesh.USER,
            "runtime:mesh",
            "weir_version:0.1.0",
            "date:" + run.createdAt().atZone(ZoneOffset.UTC).toLocalDate(),
            "project:films",
            "project_branch:test.quick");
  }
}
