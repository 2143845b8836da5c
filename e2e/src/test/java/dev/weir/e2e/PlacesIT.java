package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and folders as people have them, in a shell that knows nothing but ASCII. */
class PlacesIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;

      public class PlaceFlow extends FlowSpec {
        @Parameter String word;
        @IncludeFile Path file;
        Path written;

        @Step Next start() throws Exception {
          System.out.println(word + " " + file.getFileName() + " " + Files.readString(file));
          written = Files.writeString(Path.of("šŧ " + word), word);
          return next(this::end);
        }
        @Step void end() throws Exception {
          System.out.println("then " + written.getFileName() + " " + Files.readString(written));
        }
      }
      """;

  @TempDir Path temporary;

  @Test
  void anyNameAndAnySymbolicLinkWillDo() throws Exception {
    // Given
    var real = Files.createDirectory(temporary.resolve("wîrklich hier"));
    var state = Files.createDirectory(temporary.resolve("Zustand – 状態"));
    var folder = Files.createSymbolicLink(temporary.resolve("ünder a lińk"), real);
    Files.createSymbolicLink(folder.resolve(".weir"), state);
    readOnly(Files.writeString(folder.resolve("PlaceFlow.java"), FLOW));
    readOnly(Files.writeString(folder.resolve("Ämter & 'Würden'.txt"), "ölig"));
    var weir = new Weir(folder).with("LC_ALL", "C");
    // When
    var run =
        weir.run(
            "run",
            folder.resolve("PlaceFlow.java"),
            "--word",
            "Grüße 😀",
            "--file",
            "Ämter & 'Würden'.txt");
    // Then
    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("] Grüße 😀 Ämter & 'Würden'.txt ölig\n", "] then šŧ Grüße 😀 Grüße 😀\n");
    assertThat(real.resolve("šŧ Grüße 😀")).hasContent("Grüße 😀");
    assertThat(state.resolve("weir.db")).exists();
    assertThat(weir.run("runs").out()).contains("SUCCEEDED");
  }

  private static void readOnly(Path file) throws IOException {
    assertThat(file.toFile().setReadOnly()).isTrue();
  }
}
