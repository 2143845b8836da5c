package dev.weir.cli.mesh;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checkout that this command was built from, and what the build left where. */
public record Installation(Path root) {
  private static final String PROPERTY = "weir.install";

  /** As the {@code ./weir} script says it. */
  public static Installation current() {
    var root = System.getProperty(PROPERTY);
    if (root == null) {
      throw new UserError(
          ExitCode.UNAVAILABLE, "this needs Weir's folder: start it by the script ./weir in it");
    }
    return new Installation(Path.of(root).toAbsolutePath());
  }

  /** The very artifact that AWS runs. */
  Path service(String name) {
    return require(root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"));
  }

  Path testkit() {
    return require(root.resolve("testkit/target/dist/lib"));
  }

  /** The jars of task-runtime, for child processes. */
  public Path taskRuntime() {
    return require(root.resolve("task-runtime/target/dist/lib"));
  }

  /** The class path of a program that reads runs. */
  public List<Path> runClient() throws IOException {
    try (var jars = Files.list(require(root.resolve("run-client/target/dist/lib")))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    }
  }

  public Path example(String path) {
    return require(root.resolve("examples").resolve(path));
  }

  /** A place for class data archives that fit only what is built here now. */
  public Path archives() {
    return root.resolve("cli/target/cds");
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static Path require(Path path) {
    if (Files.notExists(path)) {
      throw new UserError(
          ExitCode.UNAVAILABLE,
          path + " is missing: build Weir with 'mvn -Dquick package' in its folder");
    }
    return path;
  }
}
