package dev.weir.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.libraries.LibraryResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowChoiceTest {
  private static final String STEPS =
      " { @Step Next start() { return next(this::end); } @Step void end() {} }\n";

  @TempDir Path folder;

  @Test
  void severalFlowsAreListedUnlessOneIsNamed() throws IOException {
    // Given
    var source = flows("One extends FlowSpec" + STEPS, "Two extends FlowSpec" + STEPS);
    // When
    var error = error(source).diagnostics().getFirst();
    // Then
    assertThat(error.message()).isEqualTo("more than one flow here: One, Two");
    assertThat(error.hint()).contains("--flow One");
    assertThat(name(source.named(Optional.of("Two")))).isEqualTo("Two");
  }

  @Test
  void theUsualOneIsTakenWhereNoneIsNamed() throws IOException {
    // Given
    var source = flows("One extends FlowSpec" + STEPS, "Two extends FlowSpec" + STEPS);
    // Then
    assertThat(name(source.usually("Two"))).isEqualTo("Two");
    assertThat(name(source.usually("Two").named(Optional.of("One")))).isEqualTo("One");
    assertThat(error(source.usually("Three"))).hasMessageContaining("One, Two");
  }

  @Test
  void aFlowThatIsNotThereIsSaidWithThoseThatAre() throws IOException {
    // Given
    var source = flows("One extends FlowSpec" + STEPS).named(Optional.of("Other"));
    // Then
    var error = error(source).diagnostics().getFirst();
    assertThat(error.message()).isEqualTo("no flow Other here");
    assertThat(error.hint()).isEqualTo("There is One.");
  }

  @Test
  void aFlowThatOthersExtendRunsWhenItIsNamed() throws IOException {
    // Given
    var source = flows("Base extends FlowSpec" + STEPS, "Derived extends Base { int more; }\n");
    // Then
    assertThat(name(source)).isEqualTo("Derived");
    assertThat(name(source.named(Optional.of("Base")))).isEqualTo("Base");
  }

  @Test
  void namesakesNeedTheirPackages() throws IOException {
    // Given
    for (var name : new String[] {"a", "b"}) {
      var file = folder.resolve(name + "/F.java");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "package " + name + "; import dev.weir.flow.*; public class F extends FlowSpec" + STEPS);
    }
    var source = FlowSource.of(folder);
    // Then
    assertThat(error(source)).hasMessageContaining("more than one flow here: a.F, b.F");
    assertThat(error(source.named(Optional.of("F")))).hasMessageContaining("more than one flow F");
    assertThat(compile(source.named(Optional.of("b.F"))).mainClass()).isEqualTo("b.F");
  }

  private FlowSource flows(String... classes) throws IOException {
    var text = Stream.of(classes).map(each -> "class " + each).collect(Collectors.joining());
    return FlowSource.of(Flows.write(folder, "Flows.java", "import dev.weir.flow.*;\n" + text));
  }

  private static FlowErrors error(FlowSource source) {
    return catchThrowableOfType(FlowErrors.class, () -> compile(source));
  }

  private static String name(FlowSource source) {
    assertThat(FlowCompiler.name(source)).isEqualTo(compile(source).graph().flow());
    return FlowCompiler.name(source);
  }

  private static CompiledFlow compile(FlowSource source) {
    return FlowCompiler.compile(source, Map.of(), LibraryResolver.ofThisUser());
  }
}
