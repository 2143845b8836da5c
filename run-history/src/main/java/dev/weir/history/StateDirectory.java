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

  /** The one that is found without being told: WEIR_HOME, or .weir where one stands. */
  public static StateDirectory usual() {
    var named = Optional.ofNullable(System.getenv("WEIR_HOME")).filter(name -> !name.isBlank());
    return new StateDirectory(Path.of(named.orElse(".weir")));
  }

  public boolean isUsual() {
    return equals(usual());
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
