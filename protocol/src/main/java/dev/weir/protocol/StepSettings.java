package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
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

  public StepSettings withRetry(@Nullable RetryPolicy policy) {
    return with(values -> values.retry = policy);
  }

  public StepSettings withCaught(@Nullable CatchPolicy policy) {
    return with(values -> values.caught = policy);
  }

  public StepSettings withTimeout(@Nullable Duration limit) {
    return with(values -> values.timeout = limit);
  }

  public StepSettings withResources(@Nullable Resources needed) {
    return with(values -> values.resources = needed);
  }

  public StepSettings withCompute(@Nullable ComputePool pool) {
    return with(values -> values.compute = pool);
  }

  public StepSettings withEnvironment(Map<String, String> variables) {
    return with(values -> values.environment = variables);
  }

  public StepSettings withSecrets(List<SecretSource> sources) {
    return with(values -> values.secrets = sources);
  }

  public StepSettings withLibraries(List<String> coordinates) {
    return with(values -> values.libraries = coordinates);
  }

  public StepSettings withWrappers(List<String> names) {
    return with(values -> values.wrappers = names);
  }

  public StepSettings withAnnotations(List<DeclaredAnnotation> declared) {
    return with(values -> values.annotations = declared);
  }

  private StepSettings with(Consumer<Values> change) {
    var values = new Values(this);
    change.accept(values);
    return new StepSettings(
        values.retry,
        values.caught,
        values.timeout,
        values.resources,
        values.compute,
        values.environment,
        values.secrets,
        values.libraries,
        values.wrappers,
        values.annotations);
  }

  private static final class Values {
    private @Nullable RetryPolicy retry;
    private @Nullable CatchPolicy caught;
    private @Nullable Duration timeout;
    private @Nullable Resources resources;
    private @Nullable ComputePool compute;
    private Map<String, String> environment;
    private List<SecretSource> secrets;
    private List<String> libraries;
    private List<String> wrappers;
    private List<DeclaredAnnotation> annotations;

    private Values(StepSettings from) {
      retry = from.retry;
      caught = from.caught;
      timeout = from.timeout;
      resources = from.resources;
      compute = from.compute;
      environment = from.environment;
      secrets = from.secrets;
      libraries = from.libraries;
      wrappers = from.wrappers;
      annotations = from.annotations;
    }
  }
}
