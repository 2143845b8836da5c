package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.compiler.FlowCompiler;
import dev.weir.compiler.FlowErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReservedNamesTest {
  @TempDir private Path folder;

  @Test
  void noParameterHidesBehindAnOptionOfTheCommand() throws IOException {
    // Given
    var names =
        new CommandLine(new RunCommand(Output.standard()))
            .getCommandSpec().optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .map(option -> option.substring(2).replace('-', '_').toLowerCase(Locale.ROOT))
                .toList();
    var fields = names.stream().map(name -> "@Parameter int " + name + ";\n");
    var source =
        Files.writeString(
            folder.resolve("F.java"),
            "import dev.weir.flow.*;\npublic class F extends FlowSpec {\n"
                + fields.collect(Collectors.joining())
                + "@Step Next start() { return next(this::end); }\n@Step void end() {}\n}\n");
    // When
    var errors =
        catchThrowableOfType(FlowErrors.class, () -> FlowCompiler.compile(source)).getMessage();
    // Then
    assertThat(names)
        .contains("config", "with", "help")
        .allSatisfy(
            name ->
                assertThat(errors)
                    .contains("parameter " + name + " has a name that the command line uses"));
  }
}
