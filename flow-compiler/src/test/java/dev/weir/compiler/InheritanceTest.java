package dev.weir.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow that extends another one has its steps, its fields and its parameters. */
class InheritanceTest {
  private static final String BASE =
      """
      package base;
      import dev.weir.flow.*;
      public %s class Base extends FlowSpec {
        @Parameter protected int limit = 3;
        protected int sum;
        @Step protected Next start() { return next(this::middle); }
        @Step protected Next middle() { return next(this::end); }
        @Step protected Next after() { sum += limit; return next(this::end); }
        @Step protected void end() {}
      }
      """;
  private static final String DERIVED =
      """
      package mine;
      import dev.weir.flow.*;
      public class Derived extends base.Base {
        String word;
        @Override @Step protected Next middle() { word = "m"; return next(this::after); }
      }
      """;

  @TempDir Path folder;

  @Test
  void stepsOfAnotherPackageAreReachedThoughProtected() throws IOException {
    // When
    var flow = compile(BASE.formatted("abstract"));
    // Then
    assertThat(flow.graph().steps())
        .extracting("name")
        .containsExactly("start", "middle", "after", "end");
    assertThat(flow.graph().step("middle").writes()).containsExactly("word");
    assertThat(flow.graph().step("after").writes()).containsExactly("sum");
    assertThat(flow.parameters()).extracting("name").containsExactly("limit");
  }

  @Test
  void flowMayExtendOneThatRunsByItself() throws IOException {
    // When
    var flow =
        compile(
            BASE.formatted("")
                .replace(
                    "middle() { return next(this::end)", "middle() { return next(this::after)"));
    // Then
    assertThat(flow.mainClass()).isEqualTo("mine.Derived");
  }

  private CompiledFlow compile(String base) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("base")).resolve("Base.java"), base);
    Files.writeString(
        Files.createDirectories(folder.resolve("mine")).resolve("Derived.java"), DERIVED);
    return FlowCompiler.compile(folder);
  }
}
