package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a flow say about the flow as a whole.
 *
 * @param project the {@code @Project} it belongs to
 * @param schedule when it starts by itself
 * @param triggers events that start it
 * @param exitHooks what is called when a run has ended
 * @param annotations those that are recorded for others to act on
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FlowSettings(
    @Nullable ProjectBranch project,
    @Nullable Schedule schedule,
    @Nullable List<Trigger> triggers,
    @Nullable List<ExitHook> exitHooks,
    @Nullable List<DeclaredAnnotation> annotations) {
  public static final FlowSettings NONE = new FlowSettings(null, null, null, null, null);

  public FlowSettings {
    triggers = triggers == null ? List.of() : List.copyOf(triggers);
    exitHooks = exitHooks == null ? List.of() : List.copyOf(exitHooks);
    annotations = annotations == null ? List.of() : List.copyOf(annotations);
  }

  /** A project of several flows, and which line of it: {@code prod}, {@code user.ann}, … */
  public record ProjectBranch(String name, String branch, boolean production) {}

  /** A cron expression of six or seven Quartz fields. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Schedule(String cron, @Nullable String timezone) {}

  /**
   * What starts a run.
   *
   * @param event a name, or the end of a run of the flow named when {@code flow} is there
   * @param parameters of this flow by field of the event
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Trigger(
      @Nullable String event, @Nullable String flow, @Nullable Map<String, String> parameters) {}

  /** A static method of the flow that is called after a run. */
  public record ExitHook(String method, boolean onSuccess, boolean onError) {}
}
