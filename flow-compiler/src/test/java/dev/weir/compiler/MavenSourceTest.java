package dev.weir.compiler;

import static dev.weir.libraries.MavenFolder.dependency;
import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenSourceTest {
  @TempDir Path folder;

  private MavenFolder repository;
  private Path project;

  @BeforeEach
  void publish() throws IOException {
    repository = new MavenFolder(folder.resolve("repository"));
    project = folder.resolve("my project");
    repository.publish("g:words:1.0", "Words", MavenFolder.saying("Words", "old"));
    repository.publish("g:words:2.0", "Words", MavenFolder.saying("Words", "new"));
    repository.publish("g:story:1.0", "Story", MavenFolder.saying("Story", "s"));
  }

  @Test
  void dependenciesAreTheLibrariesOfEveryStep() throws IOException {
    // Given
    pom(dependency("g:words:1.0"), dependency("g:story:1.0"));
    write(
        "src/main/java/my/F.java",
        """
        package my;
        import dev.weir.flow.*;
        /** Tells. */
        public class F extends FlowSpec {
          String said;
          @Step Next start() { said = lib.Words.text() + Helper.more(); return next(this::own); }
          @Libraries("g:words:2.0") @Step Next own() { lib.Words.text(); return next(this::end); }
          @Step void end() {}
        }
        """);
    write(
        "src/main/java/my/Helper.java",
        "package my; class Helper { static String more() { return lib.Story.text(); } }");
    write("src/test/java/my/FTest.java", "this is never compiled");
    // When
    var flow = compile();
    var pack = pack(flow);
    // Then
    assertThat(flow.graph().flow()).isEqualTo("F");
    assertThat(flow.graph().doc()).isEqualTo("Tells.");
    assertThat(coordinates(pack, "start")).containsExactly("g:words:1.0", "g:story:1.0");
    assertThat(coordinates(pack, "own")).containsExactly("g:words:2.0", "g:story:1.0");
    assertThat(coordinates(pack, "end")).containsExactly("g:words:1.0", "g:story:1.0");
  }

  @Test
  void thePackageHoldsResourcesAndTheWholeProject() throws IOException {
    // Given
    pom();
    write("src/main/java/Small.java", flow("Small"));
    write("src/main/resources/data/a.csv", "1,2");
    // When
    var flow = compile();
    // Then
    assertThat(flow.classes()).containsKeys("Small.class", "data/a.csv");
    assertThat(flow.sources())
        .containsOnlyKeys(
            "META-INF/weir/project/pom.xml",
            "META-INF/weir/project/src/main/java/Small.java",
            "META-INF/weir/project/src/main/resources/data/a.csv");
  }

  @Test
  void modulesBesideItBelongToThePackage() throws IOException {
    // Given
    write(
        "pom.xml",
        "<project><modelVersion>4.0.0</modelVersion><groupId>my</groupId><artifactId>all</artifactId>"
            + "<version>1</version><packaging>pom</packaging>"
            + "<modules><module>core</module><module>flows</module></modules></project>");
    write("core/pom.xml", module("core"));
    write("core/src/main/java/my/Core.java", "package my; public class Core {}");
    write("core/src/main/java/module-info.java", "module core { exports my; }");
    write("flows/pom.xml", module("flows", dependency("my:core:1")));
    write(
        "flows/src/main/java/Small.java",
        flow("Small").replace("void end() {", "void end() { new my.Core();"));
    // When
    var flow = compile(project.resolve("flows"));
    // Then
    assertThat(flow.classes()).containsOnlyKeys("Small.class", "my/Core.class");
    assertThat(flow.sources())
        .containsOnlyKeys(
            "META-INF/weir/project/pom.xml",
            "META-INF/weir/project/core/pom.xml",
            "META-INF/weir/project/core/src/main/java/my/Core.java",
            "META-INF/weir/project/flows/pom.xml",
            "META-INF/weir/project/flows/src/main/java/Small.java");
  }

  @Test
  void faultsOfThePomAreSaidAtTheirLine() throws IOException {
    // Given
    pom(dependency("g:nowhere:1"));
    write("src/main/java/Small.java", flow("Small"));
    // When
    var fault = fault();
    // Then
    assertThat(fault.file()).isEqualTo(project.resolve("pom.xml").toString());
    assertThat(fault.line()).isEqualTo(3);
    assertThat(fault.message()).contains("g:nowhere");
    assertThat(fault.hint()).contains("settings.xml");
  }

  @Test
  void faultsOfSourcesAreSaidThere() throws IOException {
    // Given
    pom();
    write("src/main/java/F.java", "class F {\n  int x = \"y\";\n}");
    // Then
    assertThat(fault().line()).isEqualTo(2);
    assertThat(fault().file()).isEqualTo(project.resolve("src/main/java/F.java").toString());
  }

  @Test
  void aProjectWithoutSourcesSaysWhereTheyBelong() throws IOException {
    // Given
    pom();
    write("F.java", flow("Small"));
    // Then
    assertThat(fault().message()).contains("no .java file in", "src");
    assertThat(fault().hint()).contains("src/main/java");
  }

  private Diagnostic fault() {
    return catchThrowableOfType(FlowErrors.class, this::compile).diagnostics().getFirst();
  }

  private static String flow(String name) {
    return "import dev.weir.flow.*; public class %s extends FlowSpec { @Step Next start() { return next(this::end); } @Step void end() {} }"
        .formatted(name);
  }

  /** Each dependency in a line of its own; the first is line 3. */
  private void pom(String... dependencies) throws IOException {
    write(
        "pom.xml",
        "<project><modelVersion>4.0.0</modelVersion><groupId>my</groupId><artifactId>p</artifactId><version>1</version>\n"
            + repository.asRepository()
            + "<dependencies>\n"
            + String.join("\n", dependencies)
            + "</dependencies></project>");
  }

  private static String module(String name, String... dependencies) {
    return "<project><modelVersion>4.0.0</modelVersion><parent><groupId>my</groupId><artifactId>all</artifactId><version>1</version></parent><artifactId>%s</artifactId><dependencies>%s</dependencies></project>"
        .formatted(name, String.join("", dependencies));
  }

  private void write(String path, String text) throws IOException {
    var file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private CompiledFlow compile() throws IOException {
    return compile(project);
  }

  private CompiledFlow compile(Path source) throws IOException {
    var resolver = LibraryResolver.of(MavenFolder.offCentral(folder), folder.resolve("locks"));
    return FlowCompiler.compile(FlowSource.of(source), Map.of(), resolver);
  }

  private static CodePackage pack(CompiledFlow flow) throws IOException {
    var store = new MemoryBlobStore();
    return Json.read(store.read(Packager.pack(flow, store)), CodePackage.class);
  }

  private static List<String> coordinates(CodePackage pack, String step) {
    return pack.libraries().get(step).stream().map(Library::coordinates).toList();
  }
}
