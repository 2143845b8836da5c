package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.artifact.MemoryBlobStore;
import dev.weir.client.Json;
import dev.weir.libraries.LibraryResolver;
import dev.weir.libraries.MavenFolder;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {
  @TempDir Path folder;

  private MavenFolder repository;

  @BeforeEach
  void publish() throws IOException {
    repository = new MavenFolder(folder.resolve("repository"));
    repository.publish("g:words:1.0", "Words", MavenFolder.saying("Words", "old"));
    repository.publish(
        "g:words:2.0",
        "Words",
        """
        package lib;
        public class Words {
          public static String text() { return "new"; }
          public static String more() { return "more"; }
        }
        """);
    repository.publish("g:story:1.0", "Story", MavenFolder.saying("Story", "s"), "g:words:1.0");
  }

  @Test
  void aLibraryOfTheFlowIsThatOfEveryStep() throws IOException {
    // When
    var pack = pack(compile(onClass("\"g:story:1.0\"", "System.out.println(lib.Words.text());")));
    // Then
    assertThat(pack.libraries()).containsOnlyKeys("start", "end");
    assertThat(pack.libraries().get("start"))
        .extracting(Library::coordinates)
        .containsExactly("g:story:1.0", "g:words:1.0");
    assertThat(pack.graph().step("start").settings().libraries()).containsExactly("g:story:1.0");
  }

  @Test
  void twoStepsHaveTwoVersions() throws IOException {
    // When
    var pack = pack(compile(twoVersions("lib.Words.text()", "lib.Words.more()")));
    // Then
    assertThat(coordinates(pack, "start")).containsExactly("g:words:1.0");
    assertThat(coordinates(pack, "middle")).containsExactly("g:words:2.0");
    assertThat(pack.libraries()).doesNotContainKey("end");
  }

  @Test
  void aStepsVersionReplacesThatOfTheFlow() throws IOException {
    // When
    var pack =
        pack(
            compile(
                """
                import dev.weir.flow.*;
                @Libraries(value = {"g:words:1.0"}, repositories = "%s")
                public class F extends FlowSpec {
                  @Libraries("g:words:2.0") @Step Next start() { return next(this::end); }
                  @Step void end() {}
                }
                """
                    .formatted(repository.url())));
    // Then
    assertThat(coordinates(pack, "start")).containsExactly("g:words:2.0");
    assertThat(coordinates(pack, "end")).containsExactly("g:words:1.0");
  }

  @Test
  void theJarsAreInTheStoreAndTheFlowCompilesWithoutTheRepositoryOnceLocked() throws IOException {
    // Given
    var source = onClass("\"g:words:2.0\"", "System.out.println(lib.Words.more());");
    var store = new MemoryBlobStore();
    var first = Packager.pack(compile(source), store);
    var pack = Json.read(store.read(first), CodePackage.class);
    assertThat(store.read(pack.libraries().get("start").getFirst().file())).isNotEmpty();
    // When
    repository.delete();
    // Then
    assertThat(Packager.pack(compile(source), store)).isEqualTo(first);
  }

  @Test
  void coordinatesMayBeConstants() throws IOException {
    // When
    var flow =
        compile(
            flow(
                """
                static final String VERSION = "2.0";
                @Libraries(value = "g:words:" + VERSION, repositories = "%s")
                @Step Next start() { lib.Words.more(); return next(this::end); }
                @Step void end() {}
                """
                    .formatted(repository.url())));
    // Then
    assertThat(coordinates(pack(flow), "start")).containsExactly("g:words:2.0");
  }

  @Test
  void whatCannotBeHadIsSaidAtTheAnnotation() {
    // When
    var errors = errors(onClass("\"g:nothing:1.0\"", ""));
    // Then
    assertThat(errors.diagnostics()).hasSize(1);
    var diagnostic = errors.diagnostics().getFirst();
    assertThat(diagnostic.line()).isEqualTo(2);
    assertThat(diagnostic.file()).endsWith("F.java");
    assertThat(diagnostic.message()).contains("g:nothing:1.0", repository.url());
    assertThat(diagnostic.hint()).contains("settings.xml");
  }

  @Test
  void coordinatesThatAreComputedAreRefusedWithTheirLine() {
    var errors = errors(flow("@Libraries(F.class.getName())\n@Step Next start() { return null; }"));
    assertThat(errors.diagnostics().getFirst().line()).isEqualTo(3);
    assertThat(errors.diagnostics().getFirst().message()).contains("can't be read");
  }

  @Test
  void aJarOfClassesBringsItsLibrariesToo() throws IOException {
    // Given
    var flow = compile(onClass("\"g:words:2.0\"", "System.out.println(lib.Words.more());"));
    var jar = folder.resolve("flow.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var entry : flow.classes().entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    // When
    var read = FlowCompiler.compile(FlowSource.of(jar), Map.of(), resolver());
    // Then
    assertThat(coordinates(pack(read), "start")).containsExactly("g:words:2.0");
  }

  @Test
  void aLibraryThatIsNotAskedForIsNotThere() {
    assertThatThrownBy(() -> compile(flow("lib.Words words;")))
        .isInstanceOf(FlowErrors.class)
        .hasMessageContaining("@Libraries");
  }

  @Test
  void theyDoNothingOnWhatIsNoFlowAndNoStep() {
    // When
    var errors =
        errors(
            flow("""
                @Step Next start() { return next(this::end); }
                @Step void end() {}
                @Libraries("g:words:1.0")
                void help() {}
                }
                @Libraries("g:words:1.0")
                class Helper {
                  @Libraries("g:words:2.0")
                  static int more(int x) { return x; }
                """)
                .replace(
                    "@Libraries(",
                    "@Libraries(repositories = \"" + repository.url() + "\", value = "));
    // Then
    assertThat(errors.diagnostics())
        .extracting(problem -> problem.line() + ": " + problem.message())
        .containsExactly(
            "6: @Libraries stands on help, no step",
            "9: @Libraries stands on Helper, no flow",
            "11: @Libraries stands on more, no step");
  }

  private String onClass(String coordinates, String code) {
    return """
    import dev.weir.flow.*;
    @Libraries(value = %s, repositories = "%s")
    public class F extends FlowSpec {
      @Step Next start() { %s return next(this::end); }
      @Step void end() {}
    }
    """
        .formatted(coordinates, repository.url(), code);
  }

  private String twoVersions(String first, String second) {
    return flow(
        """
        @Libraries(value = "g:words:1.0", repositories = "%s")
        @Step Next start() { System.out.println(%s); return next(this::middle); }
        @Libraries("g:words:2.0")
        @Step Next middle() { System.out.println(%s); return next(this::end); }
        @Step void end() {}
        """
            .formatted(repository.url(), first, second));
  }

  private FlowErrors errors(String source) {
    return catchThrowableOfType(FlowErrors.class, () -> compile(source));
  }

  private CompiledFlow compile(String source) throws IOException {
    var file = Flows.write(folder, "F.java", source);
    return FlowCompiler.compile(FlowSource.of(file), Map.of(), resolver());
  }

  private LibraryResolver resolver() throws IOException {
    return LibraryResolver.of(MavenFolder.offCentral(folder), folder.resolve("locks"));
  }

  private static CodePackage pack(CompiledFlow flow) throws IOException {
    var store = new MemoryBlobStore();
    return Json.read(store.read(Packager.pack(flow, store)), CodePackage.class);
  }

  private static List<String> coordinates(CodePackage pack, String step) {
    return pack.libraries().get(step).stream().map(Library::coordinates).toList();
  }
}
