package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.JsonBlobs;
import dev.weir.artifact.MemoryBlobStore;
import dev.weir.libraries.LibraryResolver;
import dev.weir.protocol.CodePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigsTest {
  private static final String BODY =
      """
      record Train(String bucket, int cpu) {}
      @Config("train.json") Train train;
      @Config(inline = "{\\"a\\": {\\"b\\": [1, 2]}}") java.util.Map<String, Object> more;
      @Step @Environment({"BUCKET=s3://${train.bucket}/x", "B=${more.a.b.1}"})
      @Resources(from = "train2", gpu = 1)
      Next start() { return next(this::end); }
      @Step void end() { System.out.println(train + " " + more); }
      @Config(value = "train2.properties") java.util.Map<String, Integer> train2;
      """;

  @TempDir Path folder;
  private Path source;

  @BeforeEach
  void write() throws IOException {
    source = Flows.write(folder, "F.java", flow(BODY.replace("from = \"train2\", ", "")));
    Flows.write(folder, "train.json", "{\"bucket\": \"data\",\n // cores\n \"cpu\": 4}");
    Flows.write(folder, "train2.properties", "cpu = 4\n");
  }

  @Test
  void filesAndInlineValuesAreKeptInThePackageAndReadByAnnotations() throws Exception {
    // Given
    var store = new MemoryBlobStore();
    // When
    var flow = FlowCompiler.compile(source);
    // Then
    var pack = JsonBlobs.get(Packager.pack(flow, store), CodePackage.class, store);
    assertThat(pack.configs())
        .containsEntry("train", Map.of("bucket", "data", "cpu", 4))
        .containsEntry("train2", Map.of("cpu", "4"))
        .containsKey("more");
    var start = pack.graph().step("start");
    assertThat(start.settings().environment()).isEqualTo(Map.of("BUCKET", "s3://data/x", "B", "2"));
    assertThat(start.writes()).contains("train", "more", "train2");
    assertThat(pack.graph().step("end").reads()).containsExactly("more", "train");
  }

  @Test
  void whatIsGivenWinsOverTheDefault() throws IOException {
    // Given
    var other = Flows.write(folder, "other.json", "{\"bucket\": \"other\", \"cpu\": 1}");
    var given =
        Map.of(
            "train",
            new ConfigValue.OfFile(other),
            "more",
            new ConfigValue.OfText("{\"a\":{\"b\":[0,9]}}"));
    // When
    var flow = compile(source, Map.copyOf(given));
    // Then
    assertThat(flow.graph().step("start").settings().environment())
        .isEqualTo(Map.of("BUCKET", "s3://other/x", "B", "9"));
  }

  @Test
  void aResumedRunKeepsWhatItWas() throws IOException {
    // Given
    var known = new ConfigValue.Known(Map.of("bucket", "then", "cpu", 2));
    Files.delete(folder.resolve("train.json"));
    // When
    var flow = compile(source, Map.of("train", known));
    // Then
    assertThat(flow.configs()).containsEntry("train", Map.of("bucket", "then", "cpu", 2));
  }

  @Test
  void resourcesComeFromAConfig() throws IOException {
    // Given
    var json = "{\"cpu\": 2.5, \"memory\": 512, \"gpu\": 7}";
    Flows.write(
        folder,
        "F.java",
        flow(
            """
            @Config(inline = "{}") java.util.Map<String, Double> train;
            @Step @Resources(from = "train", gpu = 1) Next start() { return next(this::end); }
            @Step void end() {}
            """));
    // When
    var flow = compile(source, Map.of("train", new ConfigValue.OfText(json)));
    // Then
    var resources = flow.graph().step("start").settings().resources();
    assertThat(resources).isEqualTo(new dev.weir.protocol.Resources(2.5, 1, 512, null, null));
  }

  @Test
  void aFaultIsNamedWithFileLineColumnAndKey() throws IOException {
    // Given
    Flows.write(folder, "train.json", "{\"bucket\": \"data\",\n \"cpu\": \"many\"}");
    // Then
    assertThatThrownBy(() -> FlowCompiler.compile(source))
        .hasMessageContaining("train.json:2: config train: cpu: should be int, not \"many\"");
    // Given
    Flows.write(folder, "train.json", "{\"bucket\": \"data\",\n \"cpu\": 4,}");
    // Then
    assertThatThrownBy(() -> FlowCompiler.compile(source))
        .hasMessageContaining("train.json:2: config train: Unexpected character")
        .hasMessageContaining("(column 11)");
  }

  @Test
  void whatIsMissingOrUnknownIsSaid() throws IOException {
    assertThatThrownBy(() -> compile(source, Map.of("trian", new ConfigValue.OfText("1"))))
        .hasMessageContainingAll("the flow has no config trian", "It has train, more, train2");
    // Given
    Files.delete(folder.resolve("train.json"));
    // Then
    assertThatThrownBy(() -> FlowCompiler.compile(source))
        .hasMessageContainingAll("the file of config train can't be read", "--config train FILE");
    // Given
    Flows.write(
        folder,
        "F.java",
        flow(
            """
            @Config(required = true) String a;
            @Config(inline = "{\\"x\\": 1}") java.util.Map<String, Object> cfg;
            @Step @Environment("A=${cfg.y}") Next start() { a = "b"; return next(this::end); }
            @Step void end() {}
            """));
    // Then
    assertThatThrownBy(() -> FlowCompiler.compile(source))
        .hasMessageContaining("config a has no value")
        .hasMessageContainingAll("${cfg.y} names no value: there is no y", "There is: x")
        .hasMessageContaining("parameter a is assigned in start");
  }

  private static CompiledFlow compile(Path source, Map<String, ConfigValue> configs) {
    return FlowCompiler.compile(FlowSource.of(source), configs, LibraryResolver.ofThisUser());
  }
}
