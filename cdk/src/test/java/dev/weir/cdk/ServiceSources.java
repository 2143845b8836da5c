package dev.weir.cdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a service's own sources say about its configuration.
 *
 * <p>Read as text: depending on the services would put Quarkus and a long build before this module.
 */
record ServiceSources(Path module) {
  private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"(\\w+)\"\\)");
  private static final Pattern NESTED =
      Pattern.compile("\\n {2}interface (\\w+) \\{(.*?)\\n {2}}", Pattern.DOTALL);
  private static final Pattern METHOD = Pattern.compile("([\\w.<>]+) (\\w+)\\(\\);");

  static ServiceSources of(Part part) {
    var module = Path.of("..", part.id());
    assumeTrue(Files.isDirectory(module.resolve("src/main")), part.id() + " has no sources yet");
    return new ServiceSources(module);
  }

  Properties applicationProperties() {
    var properties = new Properties();
    try (var in =
        Files.newInputStream(module.resolve("src/main/resources/application.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** The environment variables that the service's own {@code @ConfigMapping} gives a meaning to. */
  Set<String> environment() {
    try (var files = Files.walk(module.resolve("src/main/java"))) {
      var mapping =
          files.filter(f -> f.toString().endsWith("Config.java")).map(ServiceSources::read);
      return mapping
          .filter(source -> MAPPING.matcher(source).find())
          .findFirst()
          .map(ServiceSources::variables)
          .orElseThrow(() -> new AssertionError("no @ConfigMapping in " + module));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> variables(String source) {
    var nested = new HashMap<String, String>();
    NESTED.matcher(source).results().forEach(group -> nested.put(group.group(1), group.group(2)));
    var prefix = MAPPING.matcher(source).results().findFirst().orElseThrow().group(1);
    var variables = new TreeSet<String>();
    addMethods(variables, prefix, NESTED.matcher(source).replaceAll(""), nested);
    return variables;
  }

  private static void addMethods(
      Set<String> variables, String prefix, String body, Map<String, String> nested) {
    for (MatchResult method : METHOD.matcher(body).results().toList()) {
      var name = prefix + "_" + method.group(2).replaceAll("(?=[A-Z])", "_");
      var inner = nested.get(method.group(1));
      if (inner == null) {
        variables.add(name.toUpperCase(Locale.ROOT));
      } else {
        addMethods(variables, name, inner, Map.of());
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
