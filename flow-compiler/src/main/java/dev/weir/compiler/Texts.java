package dev.weir.compiler;

import dev.weir.protocol.SecretSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the small languages of annotations' texts; each says what is wrong where it is wrong. */
record Texts(Configs configs, Findings findings) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SECRET =
      Pattern.compile("(?<from>[a-z-]+):(?<id>.+?)(?: as (?<name>\\S+))?");
  private static final Map<String, String> BACKENDS =
      Map.of(
          "inline", "inline",
          "env", "environment",
          "environment", "environment",
          "aws", "aws-secrets-manager",
          "aws-secrets-manager", "aws-secrets-manager");

  /** Each {@code name=value}, in the order written. */
  Map<String, String> pairs(String[] texts, String what, Place place) {
    var pairs = new LinkedHashMap<String, String>();
    for (var text : texts) {
      var resolved = configs.text(text, place);
      int equals = resolved.indexOf('=');
      if (equals < 1) {
        findings.add(place, what + " has '" + text + "'", "Write name=value.");
      } else if (pairs.put(resolved.substring(0, equals).strip(), resolved.substring(equals + 1))
          != null) {
        findings.add(place, what + " sets " + resolved.substring(0, equals) + " twice", null);
      }
    }
    return pairs;
  }

  Map<String, String> variables(String[] texts, String what, Place place) {
    var variables = pairs(texts, what, place);
    variables.keySet().forEach(name -> checkVariable(name, what, place));
    return variables;
  }

  Optional<SecretSource> secret(String text, String role, Place place) {
    var resolved = configs.text(text, place);
    var matcher = SECRET.matcher(resolved);
    if (!matcher.matches() || !BACKENDS.containsKey(matcher.group("from"))) {
      findings.add(
          place,
          "@Secrets has '" + text + "', which names no secret",
          "Write env:NAME, aws:ID or inline:NAME=value; with ' as OTHER' for another name.");
      return Optional.empty();
    }
    var backend = BACKENDS.get(matcher.group("from"));
    var name = matcher.group("name");
    if (name != null) {
      checkVariable(name, "@Secrets", place);
    }
    if (backend.equals("inline")) {
      var pair = pairs(new String[] {matcher.group("id")}, "@Secrets", place);
      pair.keySet().forEach(each -> checkVariable(each, "@Secrets", place));
      return Optional.of(new SecretSource(backend, null, null, pair));
    }
    return Optional.of(
        new SecretSource(
            backend,
            matcher.group("id"),
            role.isEmpty() || backend.equals("environment") ? null : configs.text(role, place),
            name == null ? Map.of() : Map.of("as", name)));
  }

  private void checkVariable(String name, String what, Place place) {
    if (!VARIABLE.matcher(name).matches() || name.startsWith("WEIR_")) {
      findings.add(
          place,
          what + " sets '" + name + "', which is no name for an environment variable of yours",
          "Use letters, digits and '_', first no digit, and do not begin with WEIR_.");
    }
  }
}
