package dev.weir.cli;

import static dev.weir.libraries.MavenFolder.dependency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.client.Json;
import dev.weir.libraries.MavenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven project of two modules as users run it; no mvn, and the repository is a folder. */
class MavenProjectIT {
  private static final String FLOW =
      """
      package my;
      import dev.weir.flow.*;
      import java.nio.charset.StandardCharsets;

      public class %s extends FlowSpec {
        String said;
        @Step Next start() throws Exception {
          try (var in = getClass().getResourceAsStream("/greeting.txt")) {
            said = new String(in.readAllBytes(), StandardCharsets.UTF_8) + Core.text();
          }
          return next(this::end);
        }
        @Step void end() { System.out.println(said + " " + "%s"); }
      }
      """;

  @TempDir Path folder;

  private MavenFolder repository;
  private PackagedWeir weir;

  @BeforeEach
  void publish() throws IOException {
    repository = new MavenFolder(folder.resolve("the repository"));
    repository.publish("g:words:1.0", "Words", MavenFolder.saying("Words", "from a library"));
    weir = new PackagedWeir(folder);
    MavenFolder.offCentral(folder);
    write(
        "mine/pom.xml",
        """
        <project><modelVersion>4.0.0</modelVersion>
        <groupId>my</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
        <modules><module>core</module><module>flows</module></modules>
        <properties><words>1.0</words></properties>%s
        </project>
        """
            .formatted(repository.asRepository()));
    write("mine/core/pom.xml", module("core", dependency("g:words:${words}")));
    write(
        "mine/core/src/main/java/my/Core.java",
        "package my; public class Core { public static String text() { return lib.Words.text(); } }");
    write(
        "mine/flows/pom.xml",
        module("flows", dependency("my:core:1"), dependency("dev.weir:flow-sdk:77")));
    write("mine/flows/src/main/resources/greeting.txt", "Grüezi ");
    write("mine/flows/src/main/java/my/OneFlow.java", FLOW.formatted("OneFlow", "one"));
    write("mine/flows/src/main/java/my/TwoFlow.java", FLOW.formatted("TwoFlow", "two"));
  }

  @Test
  void everyCommandTakesIt() throws Exception {
    // Given
    var project = "mine/flows";
    // When
    var run = weir.run("run", project, "--flow", "TwoFlow");
    var again = weir.run("run", project, "--flow", "TwoFlow", "--max-workers", "1");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("] Grüezi from a library two\n");
    assertThat(again.exitCode()).as(again.err()).isZero();
    for (var command : new String[] {"check", "show", "graph", "package"}) {
      var ended = weir.run(command, project, "--flow", "OneFlow");
      assertThat(ended.exitCode()).as(command + ended.err()).isZero();
    }
    assertThat(weir.run("check", project, "--flow", "OneFlow").out()).startsWith("OneFlow: 2 st");
    // And: a past run says which of the flows is meant
    var id = newest();
    var spun = weir.run("spin", project, id + "/end");
    assertThat(spun.out()).as(spun.err()).contains("Grüezi from a library two");
    var resumed = weir.run("resume", "end", project, "--origin-run-id", id);
    assertThat(resumed.out()).as(resumed.err()).contains("] Grüezi from a library two\n");
  }

  @Test
  void severalFlowsAreListedAndAPomIsAnswerable() throws Exception {
    // When
    var several = weir.run("run", "mine/flows");
    var none = weir.run("check", "mine/flows", "--flow", "ThreeFlow");
    var parent = weir.run("check", "mine");
    // Then
    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err())
        .contains("mine/flows: more than one flow here: OneFlow, TwoFlow", "--flow OneFlow");
    assertThat(none.err()).contains("no flow ThreeFlow here", "There is OneFlow, TwoFlow.");
    assertThat(parent.err()).contains("mine/pom.xml: ", "one of its modules: core, flows");
  }

  @Test
  void whatIsPulledOutOfARunRunsAgainWithoutTheRepository() throws Exception {
    // Given
    assertThat(weir.run("run", "mine/flows", "--flow", "OneFlow").exitCode()).isZero();
    repository.delete();
    // When
    var pulled = weir.run("code", "pull", newest(), "pulled");
    var run = weir.run("run", "pulled/flows", "--flow", "OneFlow");
    // Then
    assertThat(pulled.out().lines())
        .containsExactlyInAnyOrder(
            "pulled/pom.xml",
            "pulled/core/pom.xml",
            "pulled/core/src/main/java/my/Core.java",
            "pulled/flows/pom.xml",
            "pulled/flows/src/main/java/my/OneFlow.java",
            "pulled/flows/src/main/java/my/TwoFlow.java",
            "pulled/flows/src/main/resources/greeting.txt");
    assertThat(folder.resolve("pulled/core/pom.xml"))
        .hasSameBinaryContentAs(folder.resolve("mine/core/pom.xml"));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("] Grüezi from a library one\n");
  }

  private String newest() throws Exception {
    return Json.mapper().readTree(weir.run("runs", "--json").out()).at("/0/run/id").textValue();
  }

  private static String module(String name, String... dependencies) {
    return """
    <project><modelVersion>4.0.0</modelVersion>
    <parent><groupId>my</groupId><artifactId>all</artifactId><version>1</version></parent>
    <artifactId>%s</artifactId><dependencies>%s</dependencies></project>
    """
        .formatted(name, String.join("", dependencies));
  }

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
