package dev.weir.compiler;

import dev.weir.flow.EndedRun;
import dev.weir.flow.OnExit;
import dev.weir.flow.Project;
import dev.weir.flow.Schedule;
import dev.weir.flow.Trigger;
import dev.weir.flow.TriggerOnFinish;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.FlowSettings.ExitHook;
import dev.weir.protocol.FlowSettings.ProjectBranch;
import dev.weir.protocol.ParameterSpec;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the annotations of a flow say about it as a whole, and checks them. */
final class FlowAnnotations {
  private static final Pattern PROJECT = Pattern.compile("[a-z0-9_]{1,128}");

  private final FlowClasses classes;
  private final Configs configs;
  private final Findings findings;
  private final Place place;

  FlowAnnotations(FlowClasses classes, Configs configs, Findings findings) {
    this.classes = classes;
    this.configs = configs;
    this.findings = findings;
    this.place = classes.place(classes.flow());
  }

  FlowSettings read(List<ParameterSpec> parameters) {
    return new FlowSettings(
        find(Project.class).flatMap(this::project).orElse(null),
        find(Schedule.class).flatMap(this::schedule).orElse(null),
        triggers(parameters.stream().map(ParameterSpec::name).collect(Collectors.toSet())),
        find(OnExit.class).map(this::hooks).orElse(null),
        null);
  }

  /** A base class's counts where the flow itself has none. */
  private <A extends Annotation> Optional<A> find(Class<A> type) {
    return classes.family().stream()
        .map(each -> each.getDeclaredAnnotation(type))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The branch is settled when a run is made. */
  private Optional<ProjectBranch> project(Project project) {
    var name = configs.text(project.value(), place);
    if (!PROJECT.matcher(name).matches()) {
      refuse(
          "@Project has the name '" + name + "'",
          "Use lower-case letters, digits and '_', at most 128.");
      return Optional.empty();
    }
    return Optional.of(new ProjectBranch(name, "", false));
  }

  private Optional<FlowSettings.Schedule> schedule(Schedule schedule) {
    var crons = new ArrayList<String>();
    if (!schedule.cron().isEmpty()) {
      crons.add(configs.text(schedule.cron(), place));
    }
    addIf(schedule.hourly(), Schedules.HOURLY, crons);
    addIf(schedule.daily(), Schedules.DAILY, crons);
    addIf(schedule.weekly(), Schedules.WEEKLY, crons);
    if (crons.size() != 1) {
      refuse(
          "@Schedule says " + (crons.isEmpty() ? "no time" : "several times"),
          "Give one of cron, hourly, daily, weekly.");
      return Optional.empty();
    }
    var zone = configs.text(schedule.timezone(), place);
    if (!zone.isEmpty() && !Schedules.isZone(zone)) {
      refuse("@Schedule has no time zone that there is: " + zone, "For instance Europe/Berlin.");
    }
    Schedules.fault(crons.getFirst())
        .ifPresent(
            fault ->
                refuse(
                    "@Schedule has the cron expression '" + crons.getFirst() + "': " + fault,
                    "Seconds, minutes, hours, day, month, weekday, as in '0 30 6 * * ?'."));
    return Optional.of(new FlowSettings.Schedule(crons.getFirst(), zone.isEmpty() ? null : zone));
  }

  private static void addIf(boolean asked, String cron, List<String> crons) {
    if (asked) {
      crons.add(cron);
    }
  }

  private List<FlowSettings.Trigger> triggers(Set<String> parameters) {
    var events =
        classes.family().stream()
            .map(type -> type.getDeclaredAnnotationsByType(Trigger.class))
            .filter(found -> found.length > 0)
            .findFirst()
            .stream()
            .flatMap(Stream::of)
            .map(trigger -> trigger(trigger, parameters));
    var flows =
        find(TriggerOnFinish.class).stream()
            .flatMap(trigger -> Stream.of(trigger.value()))
            .map(flow -> new FlowSettings.Trigger(null, named(flow, "@TriggerOnFinish"), null));
    return Stream.concat(events, flows).toList();
  }

  private FlowSettings.Trigger trigger(Trigger trigger, Set<String> parameters) {
    var fields = new Texts(configs, findings).pairs(trigger.parameters(), "@Trigger", place);
    fields.keySet().stream()
        .filter(name -> !parameters.contains(name))
        .forEach(
            name ->
                refuse(
                    "@Trigger sets " + name + ", which is no parameter of the flow",
                    "Write parameter=field of the event."));
    return new FlowSettings.Trigger(named(trigger.value(), "@Trigger"), null, fields);
  }

  private String named(String text, String what) {
    var name = configs.text(text, place);
    if (name.isBlank()) {
      refuse(what + " names nothing", "Name the event, or the flow.");
    }
    return name;
  }

  private List<ExitHook> hooks(OnExit exit) {
    return Stream.concat(
            Stream.of(exit.onSuccess()).map(name -> hook(name, true)),
            Stream.of(exit.onError()).map(name -> hook(name, false)))
        .toList();
  }

  private ExitHook hook(String name, boolean onSuccess) {
    var usable =
        classes.family().stream()
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .anyMatch(method -> method.getName().equals(name) && isHook(method));
    if (!usable) {
      refuse(
          "@OnExit names no usable method: " + name,
          "Write `static void " + name + "()` or `static void " + name + "(EndedRun run)`.");
    }
    return new ExitHook(name, onSuccess, !onSuccess);
  }

  private static boolean isHook(Method method) {
    var types = method.getParameterTypes();
    return Modifier.isStatic(method.getModifiers())
        && (types.length == 0 || (types.length == 1 && types[0] == EndedRun.class));
  }

  private void refuse(String message, @Nullable String hint) {
    findings.add(place, message, hint);
  }
}
