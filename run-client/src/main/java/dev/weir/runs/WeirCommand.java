package dev.weir.runs;

import dev.weir.history.RecordException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the command {@code weir}. */
final class WeirCommand {
  private static final String PROPERTY = "weir.install";

  private WeirCommand() {}

  /**
   * That of the installation that the property weir.install names, or that these classes come from,
   * or that the PATH has.
   */
  static Path find() {
    var places = new ArrayList<Path>();
    Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).ifPresent(places::add);
    ownInstallation().ifPresent(places::add);
    places.addAll(path());
    return places.stream()
        .map(folder -> folder.resolve("weir").toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(
            () ->
                new RecordException(
                    RecordException.Kind.UNAVAILABLE,
                    "the command 'weir' is not found: put the folder of Weir on the PATH, or start"
                        + " Java with -D"
                        + PROPERTY
                        + "=FOLDER, or say Runner.weir(Path)"));
  }

  private static List<Path> path() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var folders = new ArrayList<Path>();
    for (var folder : path.split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    return folders;
  }

  /** In INSTALLATION/run-client/target/dist/lib/run-client.jar. */
  private static Optional<Path> ownInstallation() {
    try {
      var source = WeirCommand.class.getProtectionDomain().getCodeSource();
      if (source == null) {
        return Optional.empty();
      }
      var folder = Path.of(source.getLocation().toURI()).getParent();
      for (int up = 0; up < 4 && folder != null; up++) {
        folder = folder.getParent();
      }
      return Optional.ofNullable(folder);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
