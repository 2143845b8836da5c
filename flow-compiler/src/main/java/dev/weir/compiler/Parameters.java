package dev.weir.compiler;

import dev.weir.flow.IncludeFile;
import dev.weir.flow.Parameter;
import dev.weir.protocol.Digest;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ParameterSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a flow; finds their defaults and default files. */
final class Parameters {
  private final FlowClasses classes;
  private final Findings findings;
  private final InitialValues initial;
  private final List<ParameterSpec> specs = new ArrayList<>();
  private final Map<Digest, Path> files = new HashMap<>();

  private Parameters(FlowClasses classes, InitialValues initial, Findings findings) {
    this.classes = classes;
    this.initial = initial;
    this.findings = findings;
  }

  static Parameters read(FlowClasses classes, Program program, Findings findings) {
    var initial = InitialValues.of(classes, program);
    var parameters = new Parameters(classes, initial, findings);
    var checks = new ParameterChecks(classes, findings);
    fields(classes).forEach(checks::check);
    fields(classes).forEach(parameters::add);
    checks.namesDiffer(parameters.specs);
    return parameters;
  }

  private static Stream<Field> fields(FlowClasses classes) {
    return classes.family().reversed().stream()
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(Parameters::isParameter);
  }

  static boolean isParameter(Field field) {
    return field.isAnnotationPresent(Parameter.class)
        || field.isAnnotationPresent(IncludeFile.class);
  }

  List<ParameterSpec> specs() {
    return specs;
  }

  Map<Digest, Path> files() {
    return files;
  }

  private void add(Field field) {
    var parameter = field.getAnnotation(Parameter.class);
    var include = field.getAnnotation(IncludeFile.class);
    if (parameter != null) {
      specs.add(value(field, parameter));
    } else {
      var file = include.value().isEmpty() ? null : defaultFile(field, include.value());
      specs.add(file(field, include, file));
    }
  }

  private ParameterSpec value(Field field, Parameter parameter) {
    var known = parameter.required() || !parameter.defaultFrom().isEmpty();
    return new ParameterSpec(
        field.getName(),
        ParameterSpec.Kind.VALUE,
        field.getGenericType().getTypeName(),
        unlessEmpty(parameter.help()),
        parameter.required(),
        choices(field),
        unlessEmpty(parameter.separator()),
        unlessEmpty(parameter.defaultFrom()),
        known ? null : initial.find(field).orElse(null),
        null,
        null);
  }

  private static ParameterSpec file(Field field, IncludeFile include, @Nullable IncludedFile file) {
    return new ParameterSpec(
        field.getName(),
        ParameterSpec.Kind.FILE,
        field.getGenericType().getTypeName(),
        unlessEmpty(include.help()),
        include.required() && file == null,
        null,
        null,
        null,
        null,
        include.encoding().equals("UTF-8") ? null : include.encoding(),
        file);
  }

  private static @Nullable List<String> choices(Field field) {
    var type = ParameterChecks.element(field.getGenericType());
    return type.isEnum()
        ? Stream.of(type.getFields()).filter(Field::isEnumConstant).map(Field::getName).toList()
        : null;
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private @Nullable IncludedFile defaultFile(Field field, String name) {
    var file = classes.code().folder().resolve(name).normalize();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      findings.add(
          classes.place(field),
          "the default file of " + field.getName() + " can't be read: " + file,
          "A default file's path starts from the folder of the flow's source.");
      return null;
    }
    var digest = digest(file);
    files.put(digest, file);
    return new IncludedFile(digest, name);
  }

  private static Digest digest(Path file) {
    var sha256 = Digest.newSha256();
    try (var in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      var size = in.transferTo(OutputStream.nullOutputStream());
      return new Digest(HexFormat.of().formatHex(sha256.digest()), size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
