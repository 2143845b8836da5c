package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModernJarTest {
  private static final Path PICOCLI =
      Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().getPath());

  @TempDir private Path folder;

  @Test
  void everyClassHasAVersionThatTheJvmArchives() throws Exception {
    // When
    var modern = folder.resolve("picocli.jar");
    ModernJar.write(PICOCLI, modern);
    // Then
    try (var before = new JarFile(PICOCLI.toFile());
        var after = new JarFile(modern.toFile())) {
      assertThat(after.stream().map(Object::toString))
          .containsExactlyElementsOf(before.stream().map(Object::toString).toList());
      for (var entry : after.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        var model = ClassFile.of().parse(after.getInputStream(entry).readAllBytes());
        assertThat(model.majorVersion())
            .as(entry.getName())
            .isGreaterThanOrEqualTo(ClassFile.JAVA_7_VERSION);
      }
    }
  }

  @Test
  void theClassesDoWhatTheyDid() throws Exception {
    // Given
    var modern = folder.resolve("picocli.jar");
    ModernJar.write(PICOCLI, modern);
    var urls = new URL[] {modern.toUri().toURL(), here()};
    // When
    try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      var greeter =
          (Callable<?>) loader.loadClass(Greeter.class.getName()).getConstructor().newInstance();
      // Then
      assertThat(greeter.call())
          .isEqualTo(new Greeter().call())
          .asString()
          .contains("--name=<name>");
    }
  }

  private static URL here() {
    return ModernJarTest.class.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Uses picocli, whichever its loader finds. */
  @CommandLine.Command(name = "greet", mixinStandardHelpOptions = true)
  public static final class Greeter implements Callable<String> {
    @CommandLine.Option(names = "--name", description = "Whom to greet.")
    private String name = "you";

    @Override
    public String call() {
      var line = new CommandLine(this);
      line.parseArgs("--name", "ada");
      var usage = new StringWriter().append(name);
      line.usage(new java.io.PrintWriter(usage, true));
      return usage.toString();
    }
  }
}
