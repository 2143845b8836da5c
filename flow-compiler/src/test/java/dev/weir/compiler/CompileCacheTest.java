package dev.weir.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.libraries.LibraryResolver;
import dev.weir.libraries.MavenFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCacheTest {
  private static final LibraryResolver LIBRARIES = LibraryResolver.ofThisUser();

  private static final String FLOW =
      """
      import dev.weir.flow.*;

      /** Says a little. */
      public class Small extends FlowSpec {
        int x;

        /** Begins. */
        @Step Next start() { x = 1; return next(this::end); }
        @Step void end() {}
      }
      """;

  @TempDir private Path folder;
  private Path source;
  private Path sdk;
  private CompileCache cache;

  @BeforeEach
  void write() throws Exception {
    source = Files.writeString(folder.resolve("Small.java"), FLOW);
    sdk = Files.writeString(folder.resolve("sdk.jar"), "one");
    cache = new CompileCache(folder.resolve("cache"));
  }

  @Test
  void givesBackWhatJavacMade() throws Exception {
    // Given
    var made = compile(cache);
    // When
    var kept = compile(cache);
    // Then
    assertThat(made).isNotSameAs(kept);
    assertThat(kept.classes()).containsOnlyKeys("Small.class");
    assertThat(kept.classes().get("Small.class")).isEqualTo(made.classes().get("Small.class"));
    assertThat(kept.sources().get("Small.java")).asString().isEqualTo(FLOW);
    assertThat(kept.index().type("Small")).isEqualTo(made.index().type("Small")).isPresent();
    assertThat(kept.index().method("Small", "start", 0))
        .isEqualTo(made.index().method("Small", "start", 0))
        .hasValueSatisfying(start -> assertThat(start.doc()).isEqualTo("Begins."));
    assertThat(Files.list(folder.resolve("cache"))).hasSize(1);
  }

  @Test
  void anythingThatDecidesTheResultMakesAnotherKey() throws Exception {
    // Given
    var key = key(List.of("-g"));
    // Then
    assertThat(key(List.of("-g"))).isEqualTo(key);
    assertThat(key(List.of("-g", "-parameters"))).isNotEqualTo(key);
    Files.writeString(sdk, "two");
    assertThat(key(List.of("-g"))).isNotEqualTo(key);
    Files.writeString(sdk, "one");
    Files.writeString(source, FLOW + " ");
    assertThat(key(List.of("-g"))).isNotEqualTo(key);
  }

  @Test
  void aChangedSourceIsCompiledAnew() throws Exception {
    // Given
    compile(cache);
    Files.writeString(source, FLOW.replace("x = 1", "x = 2").replace("Begins", "Starts"));
    // When
    var code = compile(cache);
    // Then
    assertThat(code.sources().get("Small.java")).asString().contains("x = 2");
    assertThat(code.index().method("Small", "start", 0).orElseThrow().doc()).isEqualTo("Starts.");
    assertThat(Files.list(folder.resolve("cache"))).hasSize(2);
  }

  @Test
  void whatHasLibrariesIsKeptUntilTheyChange() throws Exception {
    // Given: a range, locked
    var repository = new MavenFolder(folder.resolve("repository"));
    repository.publish("g:words:1.0", "Words", MavenFolder.saying("Words", "old"));
    var libraries = LibraryResolver.of(MavenFolder.offCentral(folder), folder.resolve("locks"));
    var annotation =
        "@Libraries(value = \"g:words:[1,9)\", repositories = \"" + repository.url() + "\")\n";
    Files.writeString(
        source,
        FLOW.replace("public class", annotation + "public class")
            .replace("x = 1", "x = lib.Words.text().length()"));
    var made = compile(cache, libraries);
    var entry = Files.list(folder.resolve("cache")).findFirst().orElseThrow();
    var first = Files.readAllBytes(entry);
    // When: nothing changed
    var kept = compile(cache, libraries);
    // Then
    assertThat(kept.classes().get("Small.class")).isEqualTo(made.classes().get("Small.class"));
    assertThat(kept.classPath().compile()).isEqualTo(made.classPath().compile()).hasSize(1);
    assertThat(kept.classPath().declared()).isEqualTo(made.classPath().declared());
    assertThat(entry).hasBinaryContent(first);
    // When: there is a newer one, and it is asked for
    repository.publish("g:words:2.0", "Words", "package lib; public class Words {}");
    // Then
    assertThat(compile(cache, libraries).classPath().compile()).hasSize(1);
    assertThatThrownBy(() -> compile(cache, libraries.updating()))
        .isInstanceOf(FlowErrors.class)
        .hasMessageContaining("text()");
  }

  @Test
  void classesAreThoseOfTheSourceTheyAreKeptWith() throws Exception {
    // Given
    var stop = new AtomicBoolean();
    var editor =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int x = 10; !stop.get(); x++) {
                    save(FLOW.replace("x = 1", "x = " + x));
                  }
                });
    // When
    var whileEdited = catchThrowable(this::compileAndCompare);
    stop.set(true);
    editor.join();
    // Then
    assertThat(whileEdited)
        .satisfiesAnyOf(
            nothing -> assertThat(nothing).isNull(),
            refusal -> assertThat(refusal).hasMessageContaining("change all the time"));
    compileAndCompare();
  }

  private void compileAndCompare() throws Exception {
    var code = compile(cache);
    var copy = Files.createTempDirectory(folder, "copy").resolve("Small.java");
    Files.write(copy, code.sources().get("Small.java"));
    var again = Javac.compile(SourceFiles.of(copy, List.of(copy)), Optional.empty(), LIBRARIES);
    assertThat(code.classes().get("Small.class")).isEqualTo(again.classes().get("Small.class"));
  }

  /** As editors do. */
  private void save(String text) {
    try {
      var written = Files.writeString(Files.createTempFile(folder, "Small", ".tmp"), text);
      Files.move(written, source, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDamagedEntryIsAsGoodAsNone() throws Exception {
    // Given
    var made = compile(cache);
    var entry = Files.list(folder.resolve("cache")).findFirst().orElseThrow();
    var bytes = Files.readAllBytes(entry);
    for (var damaged : List.of(flipped(bytes), Arrays.copyOf(bytes, 100), new byte[3])) {
      Files.write(entry, damaged);
      // When
      var code = compile(cache);
      // Then
      assertThat(code.classes().get("Small.class")).isEqualTo(made.classes().get("Small.class"));
      assertThat(entry).hasBinaryContent(bytes);
    }
  }

  @Test
  void doesWithoutAFolderItCannotWrite() throws Exception {
    // Given
    var file = Files.writeString(folder.resolve("file"), "not a folder");
    // When
    var code = compile(new CompileCache(file.resolve("x")));
    // Then
    assertThat(code.classes()).containsKey("Small.class");
  }

  private Code compile(CompileCache with) throws Exception {
    return compile(with, LIBRARIES);
  }

  private Code compile(CompileCache with, LibraryResolver libraries) throws Exception {
    return Javac.compile(SourceFiles.of(source, List.of(source)), Optional.of(with), libraries);
  }

  private String key(List<String> options) throws Exception {
    return CompileCache.key(List.of(source), options, List.of(sdk));
  }

  private static byte[] flipped(byte[] bytes) {
    var flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 1;
    return flipped;
  }
}
