package dev.weir.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds out what types are in JSON, from themselves and from Jackson's annotations on them. */
final class Shapes {
  private static final Map<String, String> LEAVES =
      Map.ofEntries(
          Map.entry("int", "Int"),
          Map.entry("long", "Long"),
          Map.entry("double", "Double"),
          Map.entry("boolean", "Boolean"),
          Map.entry("java.lang.Integer", "IntOrNull"),
          Map.entry("java.lang.Long", "LongOrNull"),
          Map.entry("java.lang.Double", "DoubleOrNull"),
          Map.entry("java.lang.Boolean", "BooleanOrNull"),
          Map.entry("java.lang.String", "Text"),
          Map.entry("java.lang.Object", "Any"),
          Map.entry("java.time.Instant", "Instant"),
          Map.entry("java.time.Duration", "Duration"),
          Map.entry("java.net.URI", "Uri"),
          Map.entry("java.nio.file.Path", "Path"));

  private static final Set<String> NOT_SUPPORTED =
      Set.of("JsonFormat", "JsonUnwrapped", "JsonSerialize", "JsonDeserialize", "JsonAlias");

  private final ProcessingEnvironment environment;
  private final Map<String, Shape> known = new HashMap<>();

  Shapes(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  Shape of(TypeMirror type) {
    var java = plain(type);
    var there = known.get(java);
    if (there == null) {
      there = find(type, java);
      known.put(java, there);
    }
    return there;
  }

  private Shape find(TypeMirror type, String java) {
    if (LEAVES.containsKey(java)) {
      return new Shape.Leaf(java, LEAVES.get(java));
    }
    if (!(type instanceof DeclaredType declared)) {
      throw unknown(java);
    }
    var element = (TypeElement) declared.asElement();
    for (var annotation : NOT_SUPPORTED) {
      Mirrors.jackson(element, annotation)
          .ifPresent(
              _ -> {
                throw unknown(java + " with @" + annotation);
              });
    }
    return switch (element.getQualifiedName().toString()) {
      case "java.util.List" -> {
        var each = of(declared.getTypeArguments().getFirst());
        yield new Shape.ListOf(java, "ListOf" + each.name(), each);
      }
      case "java.util.Map" -> {
        var each = of(declared.getTypeArguments().get(1));
        yield new Shape.MapOf(java, "MapOf" + each.name(), each);
      }
      default -> ownType(element, java);
    };
  }

  private Shape ownType(TypeElement element, String java) {
    if (element.getKind() == ElementKind.ENUM) {
      return new Shape.Enumeration(java, name(element));
    }
    if (Mirrors.jackson(element, "JsonSubTypes").isPresent()) {
      return union(element, java);
    }
    if (element.getKind() == ElementKind.RECORD) {
      var getter = jsonValue(element);
      return getter.isPresent() ? text(element, java, getter.get()) : fields(element, java);
    }
    throw unknown(java);
  }

  private Shape text(TypeElement element, String java, String getter) {
    var maker =
        ElementFilter.methodsIn(element.getEnclosedElements()).stream()
            .filter(method -> Mirrors.jackson(method, "JsonCreator").isPresent())
            .map(method -> java + "." + method.getSimpleName())
            .findFirst()
            .orElse("new " + java);
    return new Shape.Text(java, name(element), binaryName(element), getter, maker);
  }

  /** The method that gives what a value is in JSON. */
  private static Optional<String> jsonValue(TypeElement element) {
    return Stream.concat(
            ElementFilter.methodsIn(element.getEnclosedElements()).stream(),
            ElementFilter.fieldsIn(element.getEnclosedElements()).stream())
        .filter(member -> Mirrors.jackson(member, "JsonValue").isPresent())
        .map(member -> member.getSimpleName() + "()")
        .findFirst();
  }

  private Shape.Union union(TypeElement element, String java) {
    var property = tagProperty(element);
    var types = new ArrayList<Shape.Fields>();
    subTypes(element).keySet().forEach(type -> types.add((Shape.Fields) of(type.asType())));
    return new Shape.Union(java, name(element), property, List.copyOf(types));
  }

  private static String tagProperty(TypeElement union) {
    var info = Mirrors.jackson(union, "JsonTypeInfo").orElseThrow(() -> unknown(union + ""));
    return Mirrors.value(info, "property").orElseThrow().getValue().toString();
  }

  /** With their tags, in the order of the annotation. */
  private static Map<TypeElement, String> subTypes(TypeElement union) {
    var listed = Mirrors.jackson(union, "JsonSubTypes").orElseThrow();
    var types = new LinkedHashMap<TypeElement, String>();
    for (var each : Mirrors.list(Mirrors.value(listed, "value").orElseThrow())) {
      var type = (AnnotationMirror) each.getValue();
      var subType = (DeclaredType) Mirrors.value(type, "value").orElseThrow().getValue();
      var tag = Mirrors.value(type, "name").orElseThrow().getValue().toString();
      types.put((TypeElement) subType.asElement(), tag);
    }
    return types;
  }

  private Shape.Fields fields(TypeElement element, String java) {
    boolean omitsEmpty = omitsEmpty(element, false);
    var fields =
        element.getRecordComponents().stream()
            .map(component -> field(component, element, omitsEmpty))
            .toList();
    return new Shape.Fields(java, name(element), binaryName(element), tag(element), fields);
  }

  private Shape.Field field(
      RecordComponentElement component, TypeElement element, boolean omitsEmpty) {
    var name = component.getSimpleName().toString();
    var places = annotated(component, element);
    var property =
        places.stream()
            .flatMap(place -> Mirrors.jackson(place, "JsonProperty").stream())
            .flatMap(mirror -> Mirrors.value(mirror, "value").stream())
            .map(value -> value.getValue().toString())
            .findFirst()
            .orElse(name);
    boolean empty = omitsEmpty;
    for (var place : places) {
      empty = omitsEmpty(place, empty);
    }
    return new Shape.Field(name, property, empty, of(component.asType()));
  }

  /** Where javac puts the annotations of a component. */
  private static List<? extends Element> annotated(
      RecordComponentElement component, TypeElement element) {
    var name = component.getSimpleName();
    return element.getEnclosedElements().stream()
        .filter(member -> member.getSimpleName().equals(name))
        .filter(
            member ->
                member.getKind() == ElementKind.FIELD
                    || member instanceof ExecutableElement method
                        && method.getParameters().isEmpty())
        .toList();
  }

  private static boolean omitsEmpty(Element annotated, boolean otherwise) {
    return Mirrors.jackson(annotated, "JsonInclude")
        .flatMap(mirror -> Mirrors.value(mirror, "value"))
        .map(
            value ->
                switch (value.getValue().toString()) {
                  case String text when text.endsWith("NON_EMPTY") -> true;
                  case String text when text.endsWith("NON_NULL") -> false;
                  default -> throw unknown(annotated + " with @JsonInclude(" + value + ")");
                })
        .orElse(otherwise);
  }

  private static Shape.Tag tag(TypeElement element) {
    return element.getInterfaces().stream()
        .map(type -> (TypeElement) ((DeclaredType) type).asElement())
        .filter(type -> Mirrors.jackson(type, "JsonSubTypes").isPresent())
        .findFirst()
        .map(
            union ->
                new Shape.Tag(
                    tagProperty(union),
                    Optional.ofNullable(subTypes(union).get(element)).orElseThrow(),
                    name(union)))
        .orElse(Shape.Tag.NONE);
  }

  private String binaryName(TypeElement element) {
    return environment.getElementUtils().getBinaryName(element).toString();
  }

  private static String name(TypeElement element) {
    return element.getEnclosingElement() instanceof TypeElement outer
        ? name(outer) + element.getSimpleName()
        : element.getSimpleName().toString();
  }

  /** Without annotations such as {@code @Nullable}. */
  private static String plain(TypeMirror type) {
    if (type instanceof DeclaredType declared) {
      var name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
      return declared.getTypeArguments().isEmpty()
          ? name
          : name
              + declared.getTypeArguments().stream()
                  .map(Shapes::plain)
                  .collect(Collectors.joining(", ", "<", ">"));
    }
    return type.getKind().isPrimitive() ? type.getKind().name().toLowerCase() : type.toString();
  }

  private static UnknownShapeException unknown(String what) {
    return new UnknownShapeException(what + " is not a type that codecs can be written for");
  }
}
