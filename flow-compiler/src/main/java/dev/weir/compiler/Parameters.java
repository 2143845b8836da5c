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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a flow and checks them; finds their default files. */
final class Parameters {
  /** The options of {@code weir run} and of what it may learn, without dashes. */
  private static final Set<String> RESERVED =
      Set.of(
          "on",
          "help",
          "version",
          "json",
          "project",
          "tag",
          "tags",
          "with",
          "namespace",
          "runid",
          "taskid",
          "maxworkers",
          "statedir",
          "maxnumsplits",
          "params",
          "datastore",
          "metadata",
          "quiet");

  private final FlowClasses classes;
  private final Findings findings;
  private final List<ParameterSpec> specs = new ArrayList<>();
  private final Map<Digest, Path> files = new HashMap<>();

  private Parameters(FlowClasses classes, Findings findings) {
    this.classes = classes;
    this.findings = findings;
  }

  static Parameters read(FlowClasses classes, Findings findings) {
    var parameters = new Parameters(classes, findings);
    classes.family().reversed().stream()
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(Parameters::isParameter)
        .forEach(parameters::add);
    parameters.refuseNamesAlike();
    return parameters;
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
    checkField(field);
    var parameter = field.getAnnotation(Parameter.class);
    var include = field.getAnnotation(IncludeFile.class);
    if (parameter != null) {
      specs.add(
          spec(field, ParameterSpec.Kind.VALUE, parameter.help(), parameter.required(), null));
    }
    if (include != null && parameter == null) {
      var file = include.value().isEmpty() ? null : defaultFile(field, include.value());
      specs.add(
          spec(
              field,
              ParameterSpec.Kind.FILE,
              include.help(),
              include.required() && file == null,
              file));
    }
  }

  private static ParameterSpec spec(
      Field field,
      ParameterSpec.Kind kind,
      String help,
      boolean required,
      @Nullable IncludedFile file) {
    var type = field.getGenericType().getTypeName();
    return new ParameterSpec(
        field.getName(), kind, type, help.isEmpty() ? null : help, required, file);
  }

  private void checkField(Field field) {
    var name = field.getName();
    var place = classes.place(field);
    if (!FlowClasses.isArtifact(field)) {
      findings.add(
          place,
          "parameter " + name + " is static, final or transient",
          "Make it a plain field: its initial value is the default.");
    }
    if (field.isAnnotationPresent(Parameter.class)
        && field.isAnnotationPresent(IncludeFile.class)) {
      findings.add(
          place, "field " + name + " is both @Parameter and @IncludeFile", "Keep one of them.");
    }
    if (field.isAnnotationPresent(IncludeFile.class)
        && field.getType() != String.class
        && field.getType() != byte[].class) {
      findings.add(
          place,
          "included file " + name + " is a " + field.getType().getSimpleName(),
          "Make it a String (read as UTF-8) or a byte[].");
    }
    if (RESERVED.contains(plain(name))) {
      findings.add(
          place,
          "parameter " + name + " has a name that the command line uses itself",
          "Give it another name.");
    }
  }

  private void refuseNamesAlike() {
    var seen = new HashMap<String, String>();
    for (var spec : specs) {
      var other = seen.putIfAbsent(plain(spec.name()), spec.name());
      if (other != null) {
        findings.add(
            classes.place(classes.flow()),
            "parameters " + other + " and " + spec.name() + " look the same on the command line",
            "Give one of them another name.");
      }
    }
  }

  private @Nullable IncludedFile defaultFile(Field field, String name) {
    var origin = classes.code().origin().toAbsolutePath();
    var folder = Files.isDirectory(origin) ? origin : origin.getParent();
    var file = folder.resolve(name).normalize();
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

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
