package dev.weir.compiler;

import dev.weir.flow.Batch;
import dev.weir.flow.Cached;
import dev.weir.flow.Card;
import dev.weir.flow.Compute;
import dev.weir.flow.Environment;
import dev.weir.flow.Resources;
import dev.weir.flow.Secrets;
import dev.weir.flow.StepWrapper;
import dev.weir.protocol.ComputePool;
import dev.weir.protocol.DeclaredAnnotation;
import dev.weir.protocol.SecretSource;
import dev.weir.protocol.StepSettings;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a step's and its flow's annotations say about where and in what a step runs. */
final class RunAnnotations {
  private final FlowClasses classes;
  private final Configs configs;
  private final Findings findings;
  private final Texts texts;
  private final Placement placement;

  RunAnnotations(FlowClasses classes, Configs configs, Findings findings) {
    this.classes = classes;
    this.configs = configs;
    this.findings = findings;
    this.texts = new Texts(configs, findings);
    this.placement = new Placement(configs, findings);
  }

  /**
   * Adds them to what is known of the step.
   *
   * @param declarations the step's methods, most derived first
   */
  StepSettings addTo(StepSettings known, List<Method> declarations, Place place) {
    var step = new Step(declarations, place);
    var environment = environment(step);
    var resources = step.find(Resources.class).map(asked -> placement.resources(asked, place));
    return known
        .withResources(resources.orElse(null))
        .withCompute(compute(step))
        .withEnvironment(environment)
        .withSecrets(secrets(step, environment))
        .withWrappers(wrappers(step))
        .withAnnotations(declared(step));
  }

  private final class Step {
    private final List<Method> methods;
    private final Place place;

    Step(List<Method> methods, Place place) {
      this.methods = methods;
      this.place = place;
    }

    /** The step's own first, then the flow's, each most derived first. */
    private Stream<AnnotatedElement> elements() {
      return Stream.concat(methods.stream(), classes.family().stream());
    }

    private <A extends Annotation> Stream<A> all(Class<A> type) {
      return elements()
          .map(element -> element.getDeclaredAnnotation(type))
          .filter(Objects::nonNull);
    }

    private <A extends Annotation> Optional<A> find(Class<A> type) {
      return all(type).findFirst();
    }
  }

  private @Nullable ComputePool compute(Step step) {
    var compute = step.find(Compute.class);
    var batch = step.find(Batch.class);
    if (compute.isPresent() && batch.isPresent()) {
      findings.add(
          step.place, "a step has @Compute and @Batch", "It runs in one place: keep one of them.");
    }
    return compute
        .map(asked -> placement.compute(asked, step.place))
        .or(() -> batch.map(asked -> placement.compute(asked, step.place)))
        .orElse(null);
  }

  /** The step's variables win over the flow's. */
  private Map<String, String> environment(Step step) {
    var all = new LinkedHashMap<String, String>();
    step.all(Environment.class)
        .forEach(
            each ->
                texts
                    .variables(each.value(), "@Environment", step.place)
                    .forEach(all::putIfAbsent));
    return all;
  }

  private List<SecretSource> secrets(Step step, Map<String, String> environment) {
    var sources =
        step.all(Secrets.class)
            .flatMap(
                each ->
                    Stream.of(each.value())
                        .flatMap(text -> texts.secret(text, each.role(), step.place).stream()))
            .toList();
    var names = new ArrayList<>(environment.keySet());
    for (var source : sources) {
      for (var name : names(source)) {
        if (names.contains(name)) {
          findings.add(
              step.place,
              "environment variable " + name + " is set twice",
              "Of @Environment and @Secrets only one may set it; ' as OTHER' gives a secret"
                  + " another name.");
        }
        names.add(name);
      }
    }
    return sources;
  }

  /** As far as they are known before the secret is. */
  private static List<String> names(SecretSource source) {
    var options = Objects.requireNonNull(source.options());
    if (source.backend().equals("inline")) {
      return List.copyOf(options.keySet());
    }
    if (options.containsKey("as")) {
      return List.of(options.get("as"));
    }
    return source.backend().equals("environment") && source.id() != null
        ? List.of(source.id())
        : List.of();
  }

  /** Outermost first: the flow's, then the step's, each as written. */
  private List<String> wrappers(Step step) {
    var flow = classes.family().reversed().stream().map(Class::getDeclaredAnnotations);
    var own = step.methods.stream().findFirst().map(Method::getDeclaredAnnotations).stream();
    return Stream.concat(flow, own)
        .flatMap(Stream::of)
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(StepWrapper.class))
        .map(Class::getName)
        .toList();
  }

  private List<DeclaredAnnotation> declared(Step step) {
    var attributes = new Attributes(configs, step.place);
    var cards =
        step.methods.stream()
            .map(method -> method.getAnnotationsByType(Card.class))
            .filter(found -> found.length > 0)
            .findFirst()
            .stream()
            .flatMap(Stream::of);
    var cached = step.find(Cached.class).stream().peek(each -> checkTtl(each, step.place));
    return Stream.<Annotation>concat(cards, cached).map(attributes::of).toList();
  }

  private void checkTtl(Cached cached, Place place) {
    if (!cached.ttl().isEmpty() && Durations.parse(configs.text(cached.ttl(), place)).isEmpty()) {
      findings.add(place, "@Cached has the time '" + cached.ttl() + "'", "Write 30m, 12h or 30d.");
    }
  }
}
