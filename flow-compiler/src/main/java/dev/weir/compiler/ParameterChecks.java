package dev.weir.compiler;

import dev.weir.artifact.Codecs;
import dev.weir.flow.IncludeFile;
import dev.weir.flow.Parameter;
import dev.weir.protocol.ParameterSpec;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Checks the parameters of a flow by their declarations. */
final class ParameterChecks {
  /** The options of {@code weir run} and its kin and those of Metaflow's, without dashes. */
  private static final Set<String> RESERVED =
      Set.of(
          "branch",
          "config",
          "configvalue",
          "datastore",
          "decospecs",
          "environment",
          "flow",
          "from",
          "help",
          "json",
          "maxlogsize",
          "maxnumsplits",
          "maxworkers",
          "metadata",
          "namespace",
          "obj",
          "on",
          "origin",
          "originrunid",
          "params",
          "production",
          "project",
          "quiet",
          "runid",
          "runidfile",
          "runnerattributefile",
          "statedir",
          "tag",
          "tags",
          "taskid",
          "updatelibraries",
          "usernamespace",
          "version",
          "with");

  private final FlowClasses classes;
  private final Findings findings;

  ParameterChecks(FlowClasses classes, Findings findings) {
    this.classes = classes;
    this.findings = findings;
  }

  void check(Field field) {
    checkField(field);
    var parameter = field.getAnnotation(Parameter.class);
    var include = field.getAnnotation(IncludeFile.class);
    if (parameter != null && include != null) {
      refuse(
          field,
          "field " + field.getName() + " is both @Parameter and @IncludeFile",
          "Keep one of them.");
      return;
    }
    if (parameter != null) {
      checkValue(field, parameter);
    } else {
      checkFile(field, include);
    }
  }

  /** No two may look alike, however they are written. */
  void namesDiffer(List<ParameterSpec> specs) {
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

  /** What a list, a set, an array or an optional holds; else the type itself. */
  static Class<?> element(Type type) {
    return switch (type) {
      case Class<?> array when array.isArray() -> element(array.getComponentType());
      case Class<?> plain -> plain;
      case GenericArrayType array -> element(array.getGenericComponentType());
      case ParameterizedType generic when generic.getActualTypeArguments().length == 1 ->
          element(generic.getActualTypeArguments()[0]);
      case WildcardType wildcard -> element(wildcard.getUpperBounds()[0]);
      default -> Object.class;
    };
  }

  private void checkField(Field field) {
    var name = field.getName();
    if (!FlowClasses.isArtifact(field)) {
      refuse(
          field,
          "parameter " + name + " is static, final or transient",
          "Make it a plain field: its initial value is the default.");
    }
    if (RESERVED.contains(plain(name))) {
      refuse(
          field,
          "parameter " + name + " has a name that the command line uses itself",
          "Give it another name.");
    }
  }

  private void checkValue(Field field, Parameter parameter) {
    var type = field.getGenericType();
    if (field.getType() != Path.class && !Codecs.readsJson(type)) {
      refuse(
          field,
          "parameter "
              + field.getName()
              + " is a "
              + type.getTypeName()
              + ", which can't be written on a command line",
          "Make it a value of the JDK's, an enum, a record of such, or a list, set, map or array of them.");
    }
    if (!parameter.separator().isEmpty() && !isMany(field.getType())) {
      refuse(
          field,
          "parameter " + field.getName() + " has a separator, but is no list, set or array",
          "Remove the separator.");
    }
    if (!parameter.defaultFrom().isEmpty()) {
      checkDefaultFrom(field, parameter);
    }
  }

  private void checkDefaultFrom(Field field, Parameter parameter) {
    if (parameter.required()) {
      refuse(
          field,
          "parameter " + field.getName() + " is required and has a default",
          "Remove 'required' or 'defaultFrom'.");
    }
    var usable =
        classes.family().stream()
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .anyMatch(
                method ->
                    method.getName().equals(parameter.defaultFrom())
                        && method.getParameterCount() == 0
                        && Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == field.getType());
    if (!usable) {
      refuse(
          field,
          "the default of "
              + field.getName()
              + " comes from no usable method: "
              + parameter.defaultFrom(),
          "Write `static "
              + field.getGenericType().getTypeName()
              + " "
              + parameter.defaultFrom()
              + "()` in the flow.");
    }
  }

  private void checkFile(Field field, IncludeFile include) {
    var type = field.getType();
    if (type != String.class && type != byte[].class && type != Path.class) {
      refuse(
          field,
          "included file " + field.getName() + " is a " + type.getSimpleName(),
          "Make it a String, a byte[], or a Path, which names a copy of the file.");
    }
    if (!isCharset(include.encoding())) {
      refuse(
          field,
          "included file "
              + field.getName()
              + " has an encoding that Java does not know: "
              + include.encoding(),
          "For instance UTF-8, ISO-8859-1 or UTF-16.");
    } else if (type != String.class && !include.encoding().equals("UTF-8")) {
      refuse(
          field,
          "included file " + field.getName() + " has an encoding, but is no String",
          "Remove the encoding.");
    }
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private static boolean isMany(Class<?> type) {
    return type.isArray() ? type != byte[].class : Collection.class.isAssignableFrom(type);
  }

  private void refuse(Field field, String message, String hint) {
    findings.add(classes.place(field), message, hint);
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
