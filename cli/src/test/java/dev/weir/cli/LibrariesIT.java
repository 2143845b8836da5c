package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.libraries.MavenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows with libraries, as users run them; the repository is a folder. */
class LibrariesIT {
  /** Jackson's name and package, and yet another library: the author's own wins. */
  private static final String JACKSON =
      "package com.fasterxml.jackson.databind; public class ObjectMapper {"
          + " public String version() { return \"the author's %s\"; } }";

  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import com.fasterxml.jackson.databind.ObjectMapper;

      public class TwoJacksonsFlow extends FlowSpec {
        String first;
        String second;
        record Kept(String text, int number) {}
        Kept kept;

        @Step
        Next start() {
          kept = new Kept("stored by Weir's own Jackson", 7);
          try {
            Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
            throw new IllegalStateException("a step without libraries sees one");
          } catch (ClassNotFoundException e) {
            return next(this::one);
          }
        }

        @Step
        @Libraries(value = "org.mine:jackson:1.0", repositories = "%s")
        Next one() {
          first = text(new ObjectMapper()) + kept.number();
          return next(this::two);
        }

        @Step
        @Libraries("org.mine:jackson:2.0")
        Next two() {
          second = text(new ObjectMapper()) + kept.number();
          return next(this::end);
        }

        @Step
        void end() {
          System.out.println(first + ", " + second);
        }

        private static String text(ObjectMapper mapper) {
          return mapper.version();
        }
      }
      """;

  @TempDir Path folder;

  private MavenFolder repository;
  private PackagedWeir weir;

  @BeforeEach
  void publish() throws IOException {
    repository = new MavenFolder(folder.resolve("the repository"));
    for (var version : new String[] {"1.0", "2.0"}) {
      repository.publish(
          "org.mine:jackson:" + version,
          "com.fasterxml.jackson.databind.ObjectMapper",
          JACKSON.formatted(version));
    }
    weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("TwoJacksonsFlow.java"), FLOW.formatted(repository.url()));
    MavenFolder.offCentral(folder);
  }

  @Test
  void stepsHaveVersionsOfTheirOwnAndNeverWeirs() throws Exception {
    // When
    var run = weir.run("run", "TwoJacksonsFlow.java");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("] the author's 1.07, the author's 2.07");
  }

  @Test
  void onceLockedARunNeedsNoRepository() throws Exception {
    // Given
    assertThat(weir.run("check", "TwoJacksonsFlow.java").exitCode()).isZero();
    repository.delete();
    // When
    var run = weir.run("run", "TwoJacksonsFlow.java");
    // Then
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    new MavenFolder(folder.resolve(".m2/repository")).delete();
    assertThat(weir.run("check", "TwoJacksonsFlow.java").err())
        .containsPattern("TwoJacksonsFlow\\.java:\\d+: the libraries org.mine:jackson:1.0 can't");
  }
}
