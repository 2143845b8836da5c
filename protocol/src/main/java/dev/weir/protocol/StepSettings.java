package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a step, those of its flow and {@code --with} say about running it.
 *
 * @param timeout of one attempt
 * @param environment variables that its process has
 * @param libraries Maven coordinates as written; what they resolved to is in the {@link
 *     CodePackage}
 * @param wrappers binary names of the author's own annotations around it, outermost first
 * @param annotations those that are recorded for others to act on: cards, caching, hooks
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StepSettings(
    @Nullable RetryPolicy retry,
    @Nullable CatchPolicy caught,
    @Nullable Duration timeout,
    @Nullable Resources resources,
    @Nullable ComputePool compute,
    @Nullable Map<String, String> environment,
    @Nullable List<SecretSource> secrets,
    @Nullable List<String> libraries,
    @Nullable List<String> wrappers,
    @Nullable List<DeclaredAnnotation> annotations) {
  public static final StepSettings NONE =
      new StepSettings(null, null, null, null, null, null, null, null, null, null);

  public StepSettings {
    environment =
        environment == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(environment));
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
    libraries = libraries == null ? List.of() : List.copyOf(libraries);
    wrappers = wrappers == null ? List.of() : List.copyOf(wrappers);
    annotations = annotations == null ? List.of() : List.copyOf(annotations);
  }

  public StepSettings withPolicies(
      @Nullable RetryPolicy tried, @Nullable CatchPolicy kept, @Nullable Duration limit) {
    return new StepSettings(
        tried,
        kept,
        limit,
        resources,
        compute,
        environment,
        secrets,
        libraries,
        wrappers,
        annotations);
  }

  public StepSettings withLibraries(List<String> coordinates) {
    return new StepSettings(
        retry,
        caught,
        timeout,
        resources,
        compute,
        environment,
        secrets,
        coordinates,
        wrappers,
        annotations);
  }

  public StepSettings withPlace(
      @Nullable Resources needed, @Nullable ComputePool pool, Map<String, String> variables) {
    return new StepSettings(
        retry, caught, timeout, needed, pool, variables, secrets, libraries, wrappers, annotations);
  }

  public StepSettings withAnnotations(List<DeclaredAnnotation> declared) {
    return new StepSettings(
        retry,
        caught,
        timeout,
        resources,
        compute,
        environment,
        secrets,
        libraries,
        wrappers,
        declared);
  }
}
