package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.MemoryBlobStore;
import dev.weir.client.Json;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagerTest {
  private static final String SOURCE =
      flow(
          """
          @IncludeFile("data.txt") String data;
          @Step Next start() { return next(this::end); }
          @Step void end() {}
          """);

  @TempDir Path folder;

  @Test
  void packageHoldsGraphClassesSourcesAndFiles() throws IOException {
    // Given
    var store = new MemoryBlobStore();
    var flow = compile();
    // When
    var stored = Json.read(store.read(Packager.pack(flow, store)), CodePackage.class);
    // Then
    assertThat(stored.graph()).isEqualTo(flow.graph());
    assertThat(stored.mainClass()).isEqualTo("F");
    assertThat(stored.parameters()).isEqualTo(flow.parameters());
    assertThat(stored.weirVersion()).matches("\\d+\\.\\d+.*");
    assertThat(names(store.read(stored.classes()))).containsExactly("F.class", "F.java");
    assertThat(store.read(Digest.of("ada".getBytes(StandardCharsets.UTF_8)))).hasSize(3);
  }

  @Test
  void packingTwiceGivesTheSameDigest() throws IOException {
    var first = Packager.pack(compile(), new MemoryBlobStore());
    var second = Packager.pack(compile(), new MemoryBlobStore());
    assertThat(first).isEqualTo(second);
  }

  private CompiledFlow compile() throws IOException {
    Flows.write(folder, "data.txt", "ada");
    return FlowCompiler.compile(Flows.write(folder, "F.java", SOURCE));
  }

  private static ArrayList<String> names(byte[] jar) throws IOException {
    var names = new ArrayList<String>();
    try (var in = new JarInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
