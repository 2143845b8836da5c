package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.libraries.LibraryResolver;
import dev.weir.libraries.MavenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Step old has version 1.0, step recent 2.0, end none; javac sees 2.0. */
class LibraryChecksTest {
  @TempDir Path folder;

  private MavenFolder repository;

  @BeforeEach
  void publish() throws IOException {
    repository = new MavenFolder(folder.resolve("repository"));
    repository.publish(
        "g:words:1.0",
        "Words",
        "package lib; public class Words extends java.util.ArrayList<String> {"
            + " public static String text() { return \"old\"; } }");
    repository.publish(
        "g:words:2.0",
        "Words",
        """
        package lib;
        public class Words extends java.util.ArrayList<String> {
          public static final int[] COUNT = {2};
          public Words() {}
          public Words(int room) {}
          public static String text() { return "new"; }
          public static String more(String text, int[] at) { return text; }
          public String own() { return ""; }
        }
        """);
  }

  @Test
  void whatTheStepsVersionLacksIsSaidWhereItIsUsed() throws IOException {
    // When
    var problems =
        problems(
            """
            lib.Words.more("", null);
            int[] count = lib.Words.COUNT;
            new lib.Words(7);
            """,
            "");
    // Then
    assertThat(problems)
        .extracting(problem -> problem.line() + ": " + problem.message())
        .containsExactly(
            "7: step old calls Words.more(String, int[]), which g:words:1.0 does not have",
            "8: step old uses Words.COUNT, which g:words:1.0 does not have",
            "9: step old calls new Words(int), which g:words:1.0 does not have");
    assertThat(problems.getFirst().hint()).contains("compiled against g:words:2.0");
    assertThat(problems.getFirst().file()).endsWith("F.java");
  }

  @Test
  void whatTheStepReachesIsLookedAtToo() throws IOException {
    // When: through a helper, a lambda, a method reference and an object that the JDK calls
    var problems =
        problems(
            """
            Helper.help();
            Runnable run = () -> lib.Words.more("lambda", null);
            java.util.function.Function<lib.Words, String> own = lib.Words::own;
            new Thread(new Job()).start();
            """,
            """
            static class Helper { static void help() { lib.Words.more("helper", null); } }
            static class Job implements Runnable {
              public void run() { lib.Words.more("job", null); }
            }
            """);
    // Then
    assertThat(problems).extracting(Diagnostic::line).containsExactly(8, 9, 23, 25);
    assertThat(problems).allSatisfy(each -> assertThat(each.message()).startsWith("step old "));
  }

  @Test
  void codeForAnotherVersionIsNotTheSteps() throws IOException {
    // When: one class has methods for both versions, and only the right ones are called
    var problems =
        problems(
            "new Both().old();",
            """
            static class Both {
              void old() { lib.Words.text(); }
              void recent() { lib.Words.more("", null); }
            }
            @Override public boolean equals(Object other) { return other == this; }
            """);
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void inheritedMembersAndGuardedCallsAreFine() throws IOException {
    // When
    var problems =
        problems(
            """
            var words = new lib.Words();
            words.add("inherited"); words.stream(); words.hashCode();
            try { lib.Words.more("", null); } catch (NoSuchMethodError e) { lib.Words.text(); }
            """,
            "");
    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void aClassOfNoneOfTheStepsLibrariesIsSaid() throws IOException {
    // Given: called by the end, which asks for no libraries
    var source =
        source("", "static void last() { new lib.Words(); }")
            .replace("void end() {", "void end() { last();");
    // When
    var problems = problems(source);
    // Then
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().message())
        .isEqualTo("step end uses Words, which none of its libraries has");
    assertThat(problems.getFirst().hint()).contains("g:words:2.0", "@Libraries");
  }

  private List<Diagnostic> problems(String inOld, String beside) throws IOException {
    return problems(source(inOld, beside));
  }

  /** What the first step does begins in line 7. */
  private String source(String inOld, String beside) {
    return flow(
        """
        @Step Next start() { return next(this::old); }
        @Libraries(value = "g:words:1.0", repositories = "%s")
        @Step Next old() {

        %s return next(this::recent); }
        @Libraries("g:words:2.0")
        @Step Next recent() {
          lib.Words.more("", lib.Words.COUNT);
          new Both2().recent();
          return next(this::end);
        }
        static class Both2 {
          void old() { lib.Words.text(); }
          void recent() { lib.Words.more("", null); }
        }
        @Step void end() {}
        %s
        """
            .formatted(repository.url(), inOld, beside));
  }

  private List<Diagnostic> problems(String source) throws IOException {
    var resolver = LibraryResolver.of(MavenFolder.offCentral(folder), folder.resolve("locks"));
    var file = Flows.write(folder, "F.java", source);
    try {
      FlowCompiler.compile(FlowSource.of(file), Map.of(), resolver);
      return List.of();
    } catch (FlowErrors e) {
      return e.diagnostics();
    }
  }
}
