package dev.weir.codegen;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.type.TypeMirror;

/**
 * The source of a class of codecs: two static methods for each type, which call each other. Without
 * reflection and without lambdas, for most of its code runs once or twice in a short process.
 */
final class CodecSource {
  private final String code;
  private final String name;
  private final Shapes shapes;
  private final Map<String, Shape> roots = new LinkedHashMap<>();
  private final Map<String, Shape> written = new LinkedHashMap<>();
  private final Deque<Shape> toWrite = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();

  CodecSource(String code, String name, Shapes shapes) {
    this.code = code;
    this.name = name;
    this.shapes = shapes;
  }

  void add(TypeMirror root) {
    need(shapes.of(root));
  }

  String text() {
    line("package " + code + ";");
    line("");
    line("import com.fasterxml.jackson.core.JsonGenerator;");
    line("import com.fasterxml.jackson.core.JsonParser;");
    line("import dev.weir.client.JsonParts;");
    line("import dev.weir.client.RecordCodecs;");
    line("import java.io.IOException;");
    line("");
    line("/** Turns records into JSON and back. */");
    line("final class " + name + " implements RecordCodecs {");
    while (!toWrite.isEmpty()) {
      methods(toWrite.remove());
    }
    writeAny();
    readAny();
    line("}");
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void need(Shape shape) {
    if (!(shape instanceof Shape.Leaf) && written.putIfAbsent(shape.name(), shape) == null) {
      toWrite.add(shape);
    }
    switch (shape) {
      case Shape.Fields fields -> roots.put(fields.binaryName(), fields);
      case Shape.Text value -> roots.put(value.binaryName(), value);
      case Shape.Union union -> union.types().forEach(this::need);
      case Shape.Leaf _, Shape.Enumeration _, Shape.ListOf _, Shape.MapOf _ -> {}
    }
  }

  // --- What is asked for by its class ---------------------------------------------------------

  private void writeAny() {
    line("  @Override");
    line("  public boolean write(Object value, JsonGenerator out) throws IOException {");
    line("    switch (value.getClass().getName()) {");
    roots.forEach(
        (type, shape) ->
            line(
                "      case \"%s\" -> write%s((%s) value, out);"
                    .formatted(type, shape.name(), shape.java())));
    line("      default -> {");
    line("        return false;");
    line("      }");
    line("    }");
    line("    return true;");
    line("  }");
  }

  private void readAny() {
    line("  @Override");
    line("  public <T> T read(Class<T> type, JsonParser in) throws IOException {");
    line("    return switch (type.getCanonicalName()) {");
    for (var shape : written.values()) {
      if (!(shape instanceof Shape.ListOf || shape instanceof Shape.MapOf)) {
        line("      case \"%s\" -> type.cast(read%s(in));".formatted(shape.java(), shape.name()));
      }
    }
    line("      default -> null;");
    line("    };");
    line("  }");
  }

  // --- Each type ------------------------------------------------------------------------------

  private void methods(Shape shape) {
    line("");
    switch (shape) {
      case Shape.Leaf _ -> {}
      case Shape.Enumeration enumeration -> {
        writer(shape, "    out.writeString(value.name());");
        reader(shape, "    return %s.valueOf(JsonParts.text(in));".formatted(enumeration.java()));
      }
      case Shape.Text value -> {
        writer(shape, "    out.writeString(value.%s);".formatted(value.getter()));
        reader(shape, "    return %s(JsonParts.text(in));".formatted(value.maker()));
      }
      case Shape.ListOf list -> {
        need(list.element());
        listMethods(list);
      }
      case Shape.MapOf map -> {
        need(map.element());
        mapMethods(map);
      }
      case Shape.Union union -> unionMethods(union);
      case Shape.Fields fields -> {
        fields.fields().forEach(field -> need(field.type()));
        fieldsMethods(fields);
      }
    }
  }

  private void writer(Shape shape, String body) {
    line(
        "  private static void write%s(%s value, JsonGenerator out) throws IOException {"
            .formatted(shape.name(), shape.java()));
    line("    if (value == null) {");
    line("      out.writeNull();");
    line("      return;");
    line("    }");
    line(body);
    line("  }");
    line("");
  }

  private void reader(Shape shape, String body) {
    line(
        "  private static %s read%s(JsonParser in) throws IOException {"
            .formatted(shape.java(), shape.name()));
    line("    if (JsonParts.isNull(in)) {");
    line("      return null;");
    line("    }");
    line(body);
    line("  }");
    line("");
  }

  private static String write(Shape shape, String value) {
    return shape instanceof Shape.Leaf leaf
        ? "JsonParts.write%s(%s, out);".formatted(leaf.name(), value)
        : "write%s(%s, out);".formatted(shape.name(), value);
  }

  private static String read(Shape shape) {
    return shape instanceof Shape.Leaf leaf
        ? "JsonParts.read%s(in)".formatted(leaf.name())
        : "read%s(in)".formatted(shape.name());
  }

  private void listMethods(Shape.ListOf list) {
    var each = list.element().java();
    writer(
        list,
        """
            out.writeStartArray();
            for (%s each : value) {
              %s
            }
            out.writeEndArray();\
        """
            .formatted(each, write(list.element(), "each")));
    reader(
        list,
        """
            JsonParts.expectArray(in);
            java.util.List<%s> list = new java.util.ArrayList<>();
            while (JsonParts.hasElement(in)) {
              list.add(%s);
            }
            return list;\
        """
            .formatted(each, read(list.element())));
  }

  private void mapMethods(Shape.MapOf map) {
    var each = map.element().java();
    writer(
        map,
        """
            out.writeStartObject();
            for (java.util.Map.Entry<String, %s> each : JsonParts.sorted(value).entrySet()) {
              out.writeFieldName(each.getKey());
              %s
            }
            out.writeEndObject();\
        """
            .formatted(each, write(map.element(), "each.getValue()")));
    reader(
        map,
        """
            JsonParts.expectObject(in);
            java.util.Map<String, %s> map = new java.util.LinkedHashMap<>();
            for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
              in.nextToken();
              map.put(key, %s);
            }
            JsonParts.expectEnd(in);
            return map;\
        """
            .formatted(each, read(map.element())));
  }

  private void unionMethods(Shape.Union union) {
    var writes = new StringBuilder();
    var reads = new StringBuilder("    JsonParts.expectObject(in);\n");
    reads
        .append("    return switch (JsonParts.tag(\"%s\", in)) {".formatted(union.property()))
        .append('\n');
    for (var type : union.types()) {
      writes.append(
          """
              if (value instanceof %s it) {
                write%s(it, out);
                return;
              }
          """
              .formatted(type.java(), type.name()));
      reads.append(
          "      case \"%s\" -> fieldsOf%s(in);\n".formatted(type.tag().value(), type.name()));
    }
    writes.append("    throw JsonParts.unmapped(value);");
    reads.append("      default -> throw JsonParts.unexpected(in);\n    };");
    writer(union, writes.toString());
    reader(union, reads.toString());
  }

  private void fieldsMethods(Shape.Fields type) {
    writer(type, writesOf(type));
    reader(
        type,
        type.tag().isThere()
            ? "    return (%s) read%s(in);".formatted(type.java(), type.tag().union())
            : """
                  JsonParts.expectObject(in);
                  return fieldsOf%s(in);\
              """
                .formatted(type.name()));
    fieldsOf(type);
  }

  private static String writesOf(Shape.Fields type) {
    var body = new StringBuilder("    out.writeStartObject();\n");
    if (type.tag().isThere()) {
      body.append(
          "    out.writeStringField(\"%s\", \"%s\");\n"
              .formatted(type.tag().property(), type.tag().value()));
    }
    type.fields().stream()
        .sorted(Comparator.comparing(Shape.Field::property))
        .forEach(
            field -> {
              var value = "value." + field.accessor() + "()";
              var write = write(field.type(), value);
              var name = "out.writeFieldName(\"" + field.property() + "\");";
              body.append(
                  isPrimitive(field.type())
                      ? "    %s\n    %s\n".formatted(name, write)
                      : "    if (%s) {\n      %s\n      %s\n    }\n"
                          .formatted(isThere(field, value), name, write));
            });
    return body.append("    out.writeEndObject();").toString();
  }

  private static String isThere(Shape.Field field, String value) {
    var there = value + " != null";
    return field.omitsEmpty() && canBeEmpty(field.type())
        ? there + " && !JsonParts.isEmpty(" + value + ")"
        : there;
  }

  private static boolean canBeEmpty(Shape type) {
    return type instanceof Shape.ListOf
        || type instanceof Shape.MapOf
        || type instanceof Shape.Leaf leaf && (leaf.name().equals("Text") || isAny(leaf));
  }

  private static boolean isAny(Shape.Leaf leaf) {
    return leaf.name().equals("Any");
  }

  private static boolean isPrimitive(Shape type) {
    return type instanceof Shape.Leaf leaf && leaf.java().indexOf('.') < 0;
  }

  private void fieldsOf(Shape.Fields type) {
    line(
        "  private static %s fieldsOf%s(JsonParser in) throws IOException {"
            .formatted(type.java(), type.name()));
    var cases = new StringBuilder();
    var values = new StringBuilder();
    for (int i = 0; i < type.fields().size(); i++) {
      var field = type.fields().get(i);
      var value = "value" + i;
      line("    %s %s = %s;".formatted(field.type().java(), value, none(field.type())));
      cases.append(
          "        case \"%s\" -> %s = %s;\n"
              .formatted(field.property(), value, read(field.type())));
      values.append(i == 0 ? "" : ", ").append(value);
    }
    line("    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {");
    line("      in.nextToken();");
    line("      switch (name) {");
    text.append(cases);
    line("        default -> in.skipChildren();");
    line("      }");
    line("    }");
    line("    JsonParts.expectEnd(in);");
    line("    return new %s(%s);".formatted(type.java(), values));
    line("  }");
  }

  private static String none(Shape type) {
    if (!isPrimitive(type)) {
      return "null";
    }
    return type.java().equals("boolean") ? "false" : "0";
  }
}
