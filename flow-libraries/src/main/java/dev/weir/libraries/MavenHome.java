package dev.weir.libraries;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Maven's settings are: those of the user, and those of the installation that {@code mvn}
 * belongs to.
 *
 * @param user usually {@code ~/.m2}
 * @param installation where there is one
 */
public record MavenHome(Path user, Optional<Path> installation) {

  /** As {@code mvn} would find them. */
  public static MavenHome ofThisUser() {
    return new MavenHome(Path.of(System.getProperty("user.home"), ".m2"), installed());
  }

  private static Optional<Path> installed() {
    var named = Stream.of("MAVEN_HOME", "M2_HOME").map(System::getenv);
    return Stream.concat(named.flatMap(Stream::ofNullable).map(Path::of), onPath())
        .filter(home -> Files.isRegularFile(home.resolve("conf/settings.xml")))
        .findFirst();
  }

  private static Stream<Path> onPath() {
    return Stream.ofNullable(System.getenv("PATH"))
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .map(folder -> Path.of(folder, "mvn"))
        .filter(Files::isExecutable)
        .flatMap(mvn -> realPath(mvn).stream())
        .map(mvn -> mvn.resolve("../..").normalize());
  }

  private static Optional<Path> realPath(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
