package dev.weir.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What no code can be written for is an error; what can be is held to Jackson by client's tests.
 */
class CodecProcessorTest {
  @TempDir private Path classes;

  @Test
  void aTypeWithoutAShapeInJsonIsAnErrorThatNamesIt() {
    assertThat(errors("record Film(java.util.Date seen) {}"))
        .singleElement()
        .asString()
        .contains("java.util.Date is not a type that codecs can be written for");
  }

  @Test
  void soAreItsPartsHoweverDeep() {
    assertThat(
            errors(
                """
                record Film(java.util.Map<String, java.util.List<Seen>> seen) {
                  record Seen(java.util.Optional<String> where) {}
                }
                """))
        .singleElement()
        .asString()
        .contains("java.util.Optional<java.lang.String>");
  }

  @Test
  void whatIsLeftOutByAnotherRuleIsAnError() {
    assertThat(
            errors(
                """
                @com.fasterxml.jackson.annotation.JsonInclude(
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT)
                record Film(int year) {}
                """))
        .singleElement()
        .asString()
        .contains("Film with @JsonInclude(", "NON_DEFAULT");
  }

  private List<String> errors(String film) {
    var asking =
        """
        package films;
        @dev.weir.codegen.JsonCodecs(Film.class) final class Types {}
        """;
    var found = new DiagnosticCollector<JavaFileObject>();
    var task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                found,
                List.of("-d", classes.toString()),
                null,
                Stream.of(source("Types", asking), source("Film", "package films;\n" + film))
                    .toList());
    task.setProcessors(List.of(new CodecProcessor()));
    assertThat(task.call()).isFalse();
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> each.getMessage(Locale.ROOT))
        .toList();
  }

  private static JavaFileObject source(String name, String text) {
    var uri = URI.create("string:///films/" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
