package dev.weir.cdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;

/** Synthesizes under the flags of {@code cdk.json}, each choice of settings once for all tests. */
final class Synth {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Map<String, String>, Stack> STACKS = new ConcurrentHashMap<>();

  private Synth() {}

  static Stack withDefaults() {
    return with(Map.of());
  }

  static Stack with(Map<String, String> settings) {
    assumeNode();
    return STACKS.computeIfAbsent(settings, Synth::synthesized);
  }

  private static Stack synthesized(Map<String, String> settings) {
    var context = new HashMap<String, Object>(flags());
    context.putAll(settings);
    var app = new App(AppProps.builder().context(context).analyticsReporting(false).build());
    var weir = WeirApp.addStacks(app, context);
    var template = JSON.<JsonNode>valueToTree(Template.fromStack(weir).toJSON());
    return new Stack(template, Annotations.fromStack(weir));
  }

  private static Map<String, Object> flags() {
    try {
      JsonNode cdk = JSON.readTree(Files.readString(Path.of("cdk.json")));
      return JSON.convertValue(cdk.get("context"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The CDK's Java classes are a shell around a Node.js process. */
  private static void assumeNode() {
    var missing =
        "SKIPPED: no `node` on the PATH. The CDK needs Node.js 20 or later to synthesize.";
    if (!isNodeThere()) {
      System.err.println(missing);
    }
    assumeTrue(isNodeThere(), missing);
  }

  private static boolean isNodeThere() {
    return System.getenv("JSII_NODE") != null
        || Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
  }
}
