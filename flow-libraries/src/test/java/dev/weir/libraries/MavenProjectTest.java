package dev.weir.libraries;

import static dev.weir.libraries.MavenFolder.dependency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.libraries.PomException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven projects as Maven would understand them; the repository is a folder. */
class MavenProjectTest {
  @TempDir Path folder;

  private MavenFolder repository;
  private Path project;

  @BeforeEach
  void publish() throws IOException {
    repository = new MavenFolder(folder.resolve("repository"));
    project = Files.createDirectories(folder.resolve("project"));
    for (var version : new String[] {"1.0", "1.5"}) {
      repository.publish("g:words:" + version, "Words", MavenFolder.saying("Words", version));
    }
    repository.publish("g:story:1.0", "Story", MavenFolder.saying("Story", "s"), "g:words:1.0");
  }

  @Test
  void scopesDecideWhatIsSeenAndWhatRuns() throws Exception {
    // Given
    for (var scope : new String[] {"provided", "runtime", "test"}) {
      repository.publish("g:for-" + scope + ":1", "L", MavenFolder.saying("L", scope));
    }
    pom(
        dependency("g:story:1.0"),
        dependency("g:for-provided:1", "<scope>provided</scope>"),
        dependency("g:for-runtime:1", "<scope>runtime</scope>"),
        dependency("g:for-test:1", "<scope>test</scope>"));
    // When
    var read = libraries().project(project);
    // Then
    assertThat(coordinates(read.compile()))
        .containsExactly("g:story:1.0", "g:words:1.0", "g:for-provided:1");
    assertThat(coordinates(read.run()))
        .containsExactly("g:story:1.0", "g:words:1.0", "g:for-runtime:1");
    assertThat(read.sources()).containsExactly(project.resolve("src/main/java"));
    assertThat(read.encoding()).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void parentsPropertiesAndImportedBomsCount() throws Exception {
    // Given: a parent in the repository that imports a BOM, whose version is a property
    repository.publishPom(
        "g:bom:3",
        "<dependencyManagement><dependencies>%s</dependencies></dependencyManagement>"
            .formatted(dependency("g:words:1.5")));
    repository.publishPom(
        "g:parent:7",
        """
        <properties><bom>3</bom><project.build.sourceEncoding>ISO-8859-1</project.build.sourceEncoding></properties>
        <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
        <build><sourceDirectory>flows</sourceDirectory></build>
        """
            .formatted(dependency("g:bom:${bom}", "<type>pom</type><scope>import</scope>")));
    write(
        "pom.xml",
        """
        <project><modelVersion>4.0.0</modelVersion>
        <parent><groupId>g</groupId><artifactId>parent</artifactId><version>7</version></parent>
        <artifactId>mine</artifactId>%s<dependencies>%s</dependencies></project>
        """
            .formatted(repository.asRepository(), dependency("g:story:1.0")));
    // When
    var read = libraries().project(project);
    // Then
    assertThat(coordinates(read.run())).containsExactly("g:story:1.0", "g:words:1.5");
    assertThat(read.encoding()).isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(read.sources()).containsExactly(project.resolve("flows"));
    assertThat(read.poms()).containsExactly(project.resolve("pom.xml"));
  }

  @Test
  void profilesOfTheUsersSettingsCount() throws Exception {
    // Given
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        folder.resolve("home/settings.xml"),
        """
        <settings><profiles><profile><id>ours</id><properties><words>1.5</words></properties>%s
        </profile></profiles><activeProfiles><activeProfile>ours</activeProfile></activeProfiles>
        %s</settings>
        """
            .formatted(repository.asRepository(), MavenFolder.NO_CENTRAL));
    write("pom.xml", bare("<dependencies>" + dependency("g:words:${words}") + "</dependencies>"));
    var home = new MavenHome(folder.resolve("home"), Optional.empty());
    // When
    var read = LibraryResolver.of(home, folder.resolve("locks")).project(project);
    // Then
    assertThat(coordinates(read.run())).containsExactly("g:words:1.5");
  }

  @Test
  void flowSdkIsNotFetched() throws Exception {
    // Given
    repository.publish(
        "g:helper:1", "Helper", MavenFolder.saying("Helper", "h"), "dev.weir:flow-sdk:0.0.1");
    pom(dependency("dev.weir:flow-sdk:99"), dependency("g:helper:1"));
    // Then
    assertThat(coordinates(libraries().project(project).run())).containsExactly("g:helper:1");
  }

  @Test
  void modulesBesideItAreReadAsSources() throws Exception {
    // Given: flows needs core, core needs words and sees lint; nobody has installed anything
    repository.publish("g:lint:1", "Lint", MavenFolder.saying("Lint", "l"));
    write(
        "pom.xml",
        """
        <project><modelVersion>4.0.0</modelVersion>
        <groupId>my</groupId><artifactId>all</artifactId><version>${revision}</version>
        <packaging>pom</packaging><modules><module>core</module><module>flows</module></modules>
        <properties><revision>1-SNAPSHOT</revision></properties>%s</project>
        """
            .formatted(repository.asRepository()));
    write(
        "core/pom.xml",
        module(
            "core", dependency("g:words:1.0"), dependency("g:lint:1", "<scope>provided</scope>")));
    write("flows/pom.xml", module("flows", dependency("my:core:${project.version}")));
    var flows = project.resolve("flows");
    // When
    var read = libraries().project(flows);
    // Then
    assertThat(read.sources())
        .containsExactly(flows.resolve("src/main/java"), project.resolve("core/src/main/java"));
    assertThat(coordinates(read.run())).containsExactly("g:words:1.0");
    assertThat(coordinates(read.compile())).containsExactlyInAnyOrder("g:words:1.0", "g:lint:1");
    assertThat(read.poms())
        .containsExactly(
            flows.resolve("pom.xml"), project.resolve("pom.xml"), project.resolve("core/pom.xml"));
    // And: a change beside it is seen
    write("core/pom.xml", module("core", dependency("g:words:1.5")));
    assertThat(coordinates(libraries().project(flows).run())).containsExactly("g:words:1.5");
  }

  @Test
  void theParentOfModulesHoldsNoFlow() throws Exception {
    write("pom.xml", bare("<packaging>pom</packaging><modules><module>core</module></modules>"));
    // When
    var fault = faults().getFirst();
    // Then
    assertThat(fault.message()).contains("packaging pom");
    assertThat(fault.wayOut()).contains("core");
  }

  @Test
  void aLockedProjectNeedsNoRepository() throws Exception {
    // Given
    pom(dependency("g:words:[1.0,2)"));
    var before = libraries().project(project);
    assertThat(coordinates(before.run())).containsExactly("g:words:1.5");
    // When: a newer version is there
    repository.publish("g:words:1.6", "Words", MavenFolder.saying("Words", "1.6"));
    // Then
    assertThat(libraries().project(project)).isEqualTo(before);
    assertThat(coordinates(libraries().updating().project(project).run()))
        .containsExactly("g:words:1.6");
    // And: no repository at all
    repository.delete();
    assertThat(coordinates(libraries().project(project).run())).containsExactly("g:words:1.6");
  }

  @Test
  void aChangedPomIsReadAnew() throws Exception {
    // Given
    pom(dependency("g:words:1.0"));
    libraries().project(project);
    // When
    pom(dependency("g:words:1.5"));
    // Then
    assertThat(coordinates(libraries().project(project).run())).containsExactly("g:words:1.5");
  }

  @Test
  void jarsThatWentAwayAreFetchedAgainAndHaveToBeTheSame() throws Exception {
    // Given
    pom(dependency("g:words:[1.0,2)"));
    var before = libraries().project(project);
    var jar = before.run().getFirst().file();
    Files.delete(jar);
    repository.publish("g:words:1.6", "Words", MavenFolder.saying("Words", "1.6"));
    // When
    var after = libraries().project(project);
    // Then
    assertThat(coordinates(after.run())).containsExactly("g:words:1.5");
    // And
    Files.write(jar, new byte[] {1});
    assertThat(catchThrowableOfType(LibraryException.class, () -> libraries().project(project)))
        .hasMessageContaining("g:words:1.5 has changed since it was locked");
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() throws Exception {
    // Given
    pom("", dependency("g:nowhere:1.0"));
    var missing = faults();
    pom("", "", dependency("g:words"));
    var without = faults();
    write("pom.xml", "<project>\n<dependencies>\n</project>");
    var broken = faults();
    // Then
    var file = project.resolve("pom.xml").toString();
    assertThat(missing).hasSize(1);
    assertThat(missing.getFirst().file()).isEqualTo(file);
    assertThat(missing.getFirst().line()).isEqualTo(4);
    assertThat(missing.getFirst().message()).contains("g:nowhere:jar:1.0", repository.url());
    assertThat(without.getFirst().line()).isEqualTo(5);
    assertThat(without.getFirst().message()).contains("version", "g:words");
    assertThat(without.getFirst().wayOut()).contains("<version>");
    assertThat(broken.getFirst().file()).isEqualTo(file);
    assertThat(broken.getFirst().line()).isEqualTo(3);
  }

  @Test
  void aParentThatCannotBeHadIsNamed() throws Exception {
    write(
        "pom.xml",
        """
        <project><modelVersion>4.0.0</modelVersion>
        <parent><groupId>g</groupId><artifactId>gone</artifactId><version>7</version></parent>
        <artifactId>mine</artifactId>%s</project>
        """
            .formatted(repository.asRepository()));
    // When
    var fault = faults().getFirst();
    // Then
    assertThat(fault.message()).contains("g:gone:pom:7");
    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.wayOut()).contains("relativePath", "settings.xml");
  }

  @Test
  void resourcesAreThoseThatThePomTakes() throws Exception {
    // Given
    write(
        "pom.xml",
        bare(
            """
            <properties><colour>blåå</colour></properties>
            <build><resources>
              <resource><directory>plain</directory><excludes><exclude>**/*.bak</exclude></excludes></resource>
              <resource><directory>texts</directory><targetPath>said</targetPath><filtering>true</filtering></resource>
              <resource><directory>nowhere</directory></resource>
            </resources></build>
            """));
    write("plain/a/b.csv", "1");
    write("plain/a/b.bak", "2");
    write("plain/c.bak", "3");
    write("texts/t.txt", "é ${colour} @project.artifactId@ ${unknown} $1\\");
    // When
    var read = libraries().project(project);
    // Then
    assertThat(read.resources()).hasSize(3);
    assertThat(read.resources().get(0).files()).containsOnlyKeys("a/b.csv");
    assertThat(read.resources().get(2).files()).isEmpty();
    var texts = read.resources().get(1);
    assertThat(texts.files()).containsOnlyKeys("said/t.txt");
    assertThat(new String(texts.content(texts.files().get("said/t.txt")), StandardCharsets.UTF_8))
        .isEqualTo("é blåå mine ${unknown} $1\\");
  }

  /** Each line of dependencies in a line of its own; the first is line 3. */
  private void pom(String... dependencies) throws IOException {
    write(
        "pom.xml",
        bare(
            repository.asRepository()
                + "<dependencies>\n"
                + String.join("\n", dependencies)
                + "</dependencies>"));
  }

  private static String bare(String content) {
    return "<project><modelVersion>4.0.0</modelVersion>\n"
        + "<groupId>my</groupId><artifactId>mine</artifactId><version>1</version>"
        + content
        + "</project>";
  }

  private static String module(String name, String... dependencies) {
    return """
    <project><modelVersion>4.0.0</modelVersion>
    <parent><groupId>my</groupId><artifactId>all</artifactId><version>${revision}</version></parent>
    <artifactId>%s</artifactId><dependencies>%s</dependencies></project>
    """
        .formatted(name, String.join("", dependencies));
  }

  private void write(String path, String text) throws IOException {
    var file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Fault> faults() {
    return catchThrowableOfType(PomException.class, () -> libraries().project(project)).faults();
  }

  private LibraryResolver libraries() throws IOException {
    return LibraryResolver.of(MavenFolder.offCentral(folder), folder.resolve("locks"));
  }

  private static List<String> coordinates(List<LibraryFile> files) {
    return files.stream().map(file -> file.library().coordinates()).toList();
  }
}
