package dev.weir.compiler;

import dev.weir.flow.Batch;
import dev.weir.flow.Cached;
import dev.weir.flow.Card;
import dev.weir.flow.Catch;
import dev.weir.flow.Compute;
import dev.weir.flow.Environment;
import dev.weir.flow.Failure;
import dev.weir.flow.Libraries;
import dev.weir.flow.Resources;
import dev.weir.flow.Retry;
import dev.weir.flow.Secrets;
import dev.weir.flow.Step;
import dev.weir.flow.Timeout;
import dev.weir.libraries.LibraryRequest;
import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.StepSettings;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the annotations of a step say about running it, and checks them. */
final class StepAnnotations {
  private static final int MOST_RETRIES = 100;

  private final FlowClasses classes;
  private final Findings findings;
  private final RunAnnotations running;

  StepAnnotations(FlowClasses classes, Configs configs, Findings findings) {
    this.classes = classes;
    this.findings = findings;
    this.running = new RunAnnotations(classes, configs, findings);
  }

  /** An annotation that an overriding step does not repeat is that of the step it overrides. */
  StepSettings read(Method step, Kind kind, Place place) {
    var annotated = new Annotated(step.getName(), declarations(step), kind, place);
    var settings =
        StepSettings.NONE
            .withRetry(retry(annotated))
            .withCaught(caught(annotated))
            .withTimeout(timeout(annotated))
            .withLibraries(libraries(annotated));
    return running.addTo(settings, annotated.declarations(), place);
  }

  /** Those of the flow, base classes first, then the step's own; the same one again replaces it. */
  private List<String> libraries(Annotated step) {
    var all = List.<String>of();
    for (var type : classes.family().reversed()) {
      all = LibraryRequest.merged(all, coordinates(type.getAnnotation(Libraries.class)));
    }
    var own = step.find(Libraries.class).orElse(null);
    return LibraryRequest.merged(all, coordinates(own));
  }

  private static List<String> coordinates(@Nullable Libraries annotation) {
    return annotation == null ? List.of() : List.of(annotation.value());
  }

  /** Says so where annotations of steps stand on a method that is none. */
  void refuseOutsideSteps() {
    classes.family().stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> declarations(method).noneMatch(StepAnnotations::isStep))
        .forEach(this::refuseOutsideStep);
  }

  private void refuseOutsideStep(Method method) {
    Stream.of(
            Retry.class,
            Catch.class,
            Timeout.class,
            Environment.class,
            Secrets.class,
            Resources.class,
            Compute.class,
            Batch.class,
            Card.class,
            Cached.class,
            Libraries.class)
        .filter(method::isAnnotationPresent)
        .forEach(
            type ->
                findings.add(
                    classes.place(method),
                    "@" + type.getSimpleName() + " stands on " + method.getName() + ", no step",
                    "Add @Step, or remove it."));
  }

  /**
   * A step as it is declared along the classes of its flow.
   *
   * @param declarations most derived first
   */
  private record Annotated(String name, List<Method> declarations, Kind kind, Place place) {
    private Annotated(String name, Stream<Method> declarations, Kind kind, Place place) {
      this(name, declarations.toList(), kind, place);
    }

    private <A extends Annotation> Optional<A> find(Class<A> type) {
      return declarations.stream()
          .map(method -> method.getAnnotation(type))
          .filter(Objects::nonNull)
          .findFirst();
    }
  }

  private @Nullable RetryPolicy retry(Annotated step) {
    return step.find(Retry.class).flatMap(retry -> retry(step, retry)).orElse(null);
  }

  private Optional<RetryPolicy> retry(Annotated step, Retry retry) {
    if (retry.times() < 0 || retry.times() > MOST_RETRIES) {
      findings.add(
          step.place(),
          "@Retry of step " + step.name() + " asks for " + retry.times() + " times",
          "Take a number from 0 to " + MOST_RETRIES + ".");
      return Optional.empty();
    }
    var delay =
        retry.delay().isEmpty()
            ? Optional.of(Duration.ofMinutes(retry.minutesBetweenRetries()))
            : Durations.parse(retry.delay());
    if (delay.isEmpty() || delay.get().isNegative()) {
      var text = retry.delay().isEmpty() ? retry.minutesBetweenRetries() + "m" : retry.delay();
      findings.add(
          step.place(),
          "@Retry of step " + step.name() + " waits for no time that there is: " + text,
          "Write 500ms, 30s, 5m, 2h or 1d.");
      return Optional.empty();
    }
    return Optional.of(new RetryPolicy(retry.times(), delay.get()));
  }

  private @Nullable CatchPolicy caught(Annotated step) {
    return step.find(Catch.class).map(caught -> caught(step, caught)).orElse(null);
  }

  private CatchPolicy caught(Annotated step, Catch caught) {
    switch (step.kind()) {
      case FOREACH, CHOICE, PARALLEL ->
          findings.add(
              step.place(),
              "@Catch stands on step " + step.name() + ", which decides what comes next",
              "When it failed nobody would know: put @Catch on a step before or after it.");
      case LINEAR, BRANCH, END -> {}
    }
    if (!caught.value().isEmpty()) {
      checkField(step, caught.value());
    }
    return new CatchPolicy(caught.value().isEmpty() ? null : caught.value(), caught.print());
  }

  private void checkField(Annotated step, String name) {
    var field =
        classes.artifacts().stream().filter(known -> known.getName().equals(name)).findFirst();
    if (field.isEmpty()
        || field.get().getType() != Failure.class
        || Parameters.isParameter(field.get())) {
      findings.add(
          step.place(),
          "@Catch of step " + step.name() + " needs a field " + name + " that can hold a Failure",
          "Add to the flow: Failure " + name + ";");
    }
  }

  private @Nullable Duration timeout(Annotated step) {
    return step.find(Timeout.class).map(timeout -> timeout(step, timeout)).orElse(null);
  }

  private Duration timeout(Annotated step, Timeout timeout) {
    var whole =
        Duration.ofHours(timeout.hours())
            .plusMinutes(timeout.minutes())
            .plusSeconds(timeout.seconds());
    if (!whole.isPositive()) {
      findings.add(
          step.place(),
          "@Timeout of step " + step.name() + " gives it no time",
          "Say how long: @Timeout(seconds = 30), minutes or hours; they add up.");
    }
    return whole;
  }

  private static boolean isStep(Method method) {
    return method.isAnnotationPresent(Step.class);
  }

  private Stream<Method> declarations(Method method) {
    return classes.family().stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(
            other ->
                other.getName().equals(method.getName())
                    && Descriptors.of(other).equals(Descriptors.of(method)));
  }
}
