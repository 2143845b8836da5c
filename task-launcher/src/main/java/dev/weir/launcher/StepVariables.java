package dev.weir.launcher;

import dev.weir.protocol.SecretSource;
import dev.weir.protocol.StepSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Gathers the environment variables that a step asks for: those that its settings spell out, and
 * those that are secrets, looked up here and now.
 *
 * @param environment of this machine
 * @param taken names that every process has, which no step may set by a secret
 * @param aws where the secrets of AWS are
 */
record StepVariables(Map<String, String> environment, Set<String> taken, SecretLookup aws) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  Variables of(StepSettings settings) throws SecretException {
    if (settings.environment().isEmpty() && settings.secrets().isEmpty()) {
      return Variables.NONE;
    }
    var all = new TreeMap<>(settings.environment());
    for (var source : settings.secrets()) {
      for (var secret : read(source).entrySet()) {
        add(secret.getKey(), secret.getValue(), source, all);
      }
    }
    return new Variables(all);
  }

  private void add(String name, String value, SecretSource source, Map<String, String> all)
      throws SecretException {
    if (!NAME.matcher(name).matches() || name.startsWith("WEIR_")) {
      throw new SecretException(
          text(source) + " has the key '" + name + "', which is no name for a variable of yours");
    }
    if (taken.contains(name) || all.putIfAbsent(name, value) != null) {
      throw new SecretException(
          text(source) + " sets the environment variable " + name + ", which is set already");
    }
  }

  private Map<String, String> read(SecretSource source) throws SecretException {
    return switch (source.backend()) {
      case "inline" -> Objects.requireNonNull(source.options());
      case "environment" -> fromEnvironment(source);
      case "aws-secrets-manager" -> aws.read(source);
      default -> throw new SecretException("this release knows no secrets of " + source.backend());
    };
  }

  private Map<String, String> fromEnvironment(SecretSource source) throws SecretException {
    var id = Objects.requireNonNullElse(source.id(), "");
    var value = environment.get(id);
    if (value == null) {
      throw new SecretException(
          text(source) + " is not set where the step's process is started; set it there");
    }
    var options = Objects.requireNonNull(source.options());
    return Map.of(options.getOrDefault("as", id), value);
  }

  private static String text(SecretSource source) {
    return "secret " + source.backend() + ":" + Objects.requireNonNullElse(source.id(), "");
  }
}
