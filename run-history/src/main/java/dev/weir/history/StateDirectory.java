package dev.weir.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where local runs and the dev mesh keep what they know.
 *
 * @param root absolute; need not be there yet
 */
public record StateDirectory(Path root) {
  public StateDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** Whether a command finds it without being told. */
  public boolean isUsual() {
    var usual = Optional.ofNullable(System.getenv("WEIR_HOME")).orElse(".weir");
    return root.equals(Path.of(usual).toAbsolutePath().normalize());
  }

  public Path blobs() {
    return root.resolve("blobs");
  }

  public Path database() {
    return root.resolve("weir.db");
  }

  /** Everything of the dev mesh. */
  public Path mesh() {
    return root.resolve("mesh");
  }

  /** Makes the folder, with a note to Git not to look into it. */
  public StateDirectory create() {
    try {
      Files.createDirectories(root);
      var ignore = root.resolve(".gitignore");
      if (Files.notExists(ignore)) {
        Files.writeString(ignore, "*\n");
      }
      return this;
    } catch (IOException e) {
      throw new RecordException(
          RecordException.Kind.UNAVAILABLE,
          "can't write to the state directory "
              + root
              + " ("
              + e
              + "); name another with --state-dir or WEIR_HOME");
    }
  }
}
