package dev.weir.compiler;

import dev.weir.client.Json;
import dev.weir.flow.Config;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configs of a flow: reads their values, and puts them into the texts of annotations. */
final class Configs {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

  private final FlowClasses classes;
  private final Findings findings;
  private final Set<String> names = new TreeSet<>();
  private final Map<String, Object> values = new TreeMap<>();

  private Configs(FlowClasses classes, Findings findings) {
    this.classes = classes;
    this.findings = findings;
  }

  static Configs read(FlowClasses classes, Map<String, ConfigValue> given, Findings findings) {
    var configs = new Configs(classes, findings);
    var fields = new LinkedHashMap<String, Field>();
    classes.family().reversed().stream()
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(Configs::isConfig)
        .forEach(field -> fields.put(field.getName(), field));
    for (var name : given.keySet()) {
      if (!fields.containsKey(name)) {
        findings.add(
            classes.place(classes.flow()),
            "the flow has no config " + name,
            fields.isEmpty()
                ? "A config is a field with @Config."
                : "It has " + String.join(", ", fields.keySet()) + ".");
      }
    }
    configs.names.addAll(fields.keySet());
    fields.forEach((name, field) -> configs.add(field, given.get(name)));
    return configs;
  }

  static boolean isConfig(Field field) {
    return field.isAnnotationPresent(Config.class);
  }

  Set<String> names() {
    return names;
  }

  /** As JSON, by name; those without a value are not there. */
  Map<String, Object> values() {
    return values;
  }

  /** The text with the values of its {@code ${cfg.key}}. */
  String text(String text, Place place) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    find(match.group(1), place).map(Configs::plain).orElse(match.group())));
  }

  /** The part of a config that {@code cfg.key.key} names; says so where there is none. */
  Optional<Object> find(String path, Place place) {
    var keys = path.strip().split("\\.");
    Object value = values;
    for (var key : keys) {
      var below =
          switch (value) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list when key.matches("\\d{1,6}") && Integer.parseInt(key) < list.size() ->
                list.get(Integer.parseInt(key));
            default -> null;
          };
      if (below == null) {
        findings.add(
            place,
            "${" + path + "} names no value: there is no " + key,
            value instanceof Map<?, ?> map
                ? "There is: "
                    + String.join(", ", map.keySet().stream().map(String::valueOf).toList())
                : null);
        return Optional.empty();
      }
      value = below;
    }
    return Optional.of(value);
  }

  private static String plain(Object value) {
    return value instanceof String text ? text : Json.text(value);
  }

  private void add(Field field, @Nullable ConfigValue given) {
    var config = field.getAnnotation(Config.class);
    var name = field.getName();
    if (!FlowClasses.isArtifact(field) || Parameters.isParameter(field)) {
      findings.add(
          classes.place(field),
          "config " + name + " is static, final, transient or a parameter",
          "Make it a plain field of its own.");
      return;
    }
    if (given instanceof ConfigValue.Known(var json)) {
      values.put(name, json);
      return;
    }
    text(field, config, given).ifPresent(text -> add(field, text));
  }

  private void add(Field field, ConfigText text) {
    try {
      var value = text.read();
      var misfit = JsonFit.misfit(value, field.getGenericType());
      if (misfit.isPresent()) {
        findings.add(
            text.place(misfit.get().keys()),
            "config " + field.getName() + ": " + misfit.get().text(),
            null);
        return;
      }
      values.put(field.getName(), value);
    } catch (FlowErrors e) {
      e.diagnostics()
          .forEach(
              fault ->
                  findings.add(
                      new Place(fault.file(), fault.line()),
                      "config " + field.getName() + ": " + fault.message(),
                      fault.hint()));
    }
  }

  private Optional<ConfigText> text(Field field, Config config, @Nullable ConfigValue given) {
    return switch (given) {
      case ConfigValue.OfFile(var path) -> file(field, path);
      case ConfigValue.OfText(var json) ->
          Optional.of(new ConfigText("--config-value " + field.getName(), json));
      case ConfigValue.Known known -> Optional.empty();
      case null -> byDefault(field, config);
    };
  }

  private Optional<ConfigText> byDefault(Field field, Config config) {
    if (!config.value().isEmpty()) {
      return file(field, classes.code().folder().resolve(config.value()).normalize());
    }
    if (!config.inline().isEmpty()) {
      return Optional.of(new ConfigText("@Config " + field.getName(), config.inline()));
    }
    if (config.required()) {
      findings.add(
          classes.place(field),
          "config " + field.getName() + " has no value",
          "Give one: --config "
              + field.getName()
              + " FILE, or --config-value "
              + field.getName()
              + " JSON.");
    }
    return Optional.empty();
  }

  private Optional<ConfigText> file(Field field, Path file) {
    try {
      return Optional.of(
          new ConfigText(file.toString(), Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      findings.add(
          classes.place(field),
          "the file of config " + field.getName() + " can't be read: " + file,
          "Give another: --config "
              + field.getName()
              + " FILE. A default file's path starts from"
              + " the folder of the flow's source.");
      return Optional.empty();
    }
  }
}
