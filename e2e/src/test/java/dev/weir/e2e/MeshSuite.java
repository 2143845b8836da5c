package dev.weir.e2e;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one mesh, in a folder of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MeshSuite {
  static final Duration LONG = Duration.ofMinutes(2);

  Path folder;
  Mesh mesh;

  /** What the mesh says of itself when a test on it fails. */
  @RegisterExtension
  final TestExecutionExceptionHandler lastWords =
      (test, failure) -> {
        System.err.println(test.getDisplayName() + " failed on this mesh:\n" + mesh.lastWords());
        throw failure;
      };

  @BeforeAll
  void up(@TempDir Path temporary) {
    folder = temporary;
    mesh = Mesh.up(temporary, settings());
  }

  /** Of its services. */
  String[] settings() {
    return new String[0];
  }

  @AfterAll
  void down() {
    mesh.close();
  }
}
