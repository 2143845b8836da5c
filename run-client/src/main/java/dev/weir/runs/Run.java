package dev.weir.runs;

import dev.weir.history.RecordException;
import dev.weir.history.RunPlaces.Found;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunState;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a flow, as the record had it when this was made. */
public final class Run {
  private final Weir weir;
  private final Found found;

  Run(Weir weir, Found found) {
    this.weir = weir;
    this.found = found;
  }

  public String id() {
    return record().id().value();
  }

  /** {@code FLOW/RUN}. */
  public String pathspec() {
    return record().flow() + "/" + id();
  }

  public Flow flow() {
    return new Flow(weir, record().flow());
  }

  /** Where it is recorded: {@code local} or {@code mesh}. */
  public String place() {
    return found.history().place();
  }

  /** Who started it. */
  public @Nullable String owner() {
    return record().owner();
  }

  public RunState state() {
    return record().state();
  }

  /** Whether it reached its end. */
  public boolean successful() {
    return state() == RunState.SUCCEEDED;
  }

  /** Whether nothing of it runs any more, successful or not. */
  public boolean finished() {
    return state().ended();
  }

  public Instant createdAt() {
    return record().createdAt();
  }

  /** Empty while it goes on, and where its process was killed and said nothing. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(record().finishedAt());
  }

  /** The users' tags and the system's. */
  public List<String> tags() {
    return Stream.concat(userTags().stream(), systemTags().stream()).toList();
  }

  public List<String> userTags() {
    return record().tags();
  }

  /** {@code user:ada}, {@code runtime:local}, {@code date:2026-11-21}, … */
  public List<String> systemTags() {
    return record().systemTags();
  }

  /** The id of the run that it resumed. */
  public Optional<String> originId() {
    return Optional.ofNullable(record().origin()).map(RunId::value);
  }

  /** The run that it resumed, where it resumed one that is in the namespace and still there. */
  public Optional<Run> origin() {
    return originId().flatMap(weir::findRun);
  }

  /** The values of its parameters by name, as JSON has them; those by default, too. */
  public Map<String, Object> parameters() {
    return RunParameters.of(this);
  }

  /** What it ran. */
  public Code code() {
    return new Code(weir.code(found), found);
  }

  /** The steps that it has reached, in that order. */
  public List<Step> steps() {
    return found.history().stepRecords(record().id()).stream().map(this::step).toList();
  }

  /** The step of that name. */
  public Step step(String name) {
    var reached = found.history().stepRecords(record().id());
    return reached.stream()
        .filter(step -> step.step().equals(name))
        .findFirst()
        .map(this::step)
        .orElseThrow(
            () ->
                new RecordException(
                    "run "
                        + id()
                        + " has no step "
                        + name
                        + "; those it has reached: "
                        + String.join(", ", reached.stream().map(StepRecord::step).toList())));
  }

  /** The task of its last step, once there is one. */
  public Optional<Task> endTask() {
    var end = weir.code(found).graph().end().name();
    return found.history().firstTask(record().id(), end).map(task -> new Task(this, task));
  }

  /** What it came to: the artifacts of its last step. */
  public Artifacts data() {
    return endTask()
        .orElseThrow(
            () -> new RecordException("run " + id() + " has not reached its end: it is " + state()))
        .artifacts();
  }

  /** The first task that failed for good, where one did. */
  public Optional<Task> failedTask() {
    return found.history().stepRecords(record().id()).stream()
        .filter(step -> step.failed() > 0)
        .flatMap(step -> step(step).tasks())
        .filter(task -> task.state() == TaskState.FAILED)
        .findFirst();
  }

  /** Gives it tags; the answer is the run with them. */
  public Run addTags(String... tags) {
    return changeTags(List.of(), List.of(tags));
  }

  /** Takes tags of its users' away; the answer is the run without them. */
  public Run removeTags(String... tags) {
    return changeTags(List.of(tags), List.of());
  }

  /** Both as one change, whoever else changes tags at that moment; first what is removed. */
  public Run changeTags(List<String> remove, List<String> add) {
    try {
      return with(found.history().tag(record().id(), new TagChange(add, remove)));
    } catch (IllegalArgumentException e) {
      throw new RecordException("run " + id() + ": " + e.getMessage());
    }
  }

  /** The run as the record has it now. */
  public Run refresh() {
    return with(
        found
            .history()
            .run(record().id())
            .orElseThrow(() -> new RecordException("run " + id() + " is gone from the record")));
  }

  /** Waits until it has ended; the answer is the run then. */
  public Run await() throws InterruptedException {
    while (true) {
      try {
        return await(Duration.ofDays(1));
      } catch (TimeoutException e) {
        // Somebody who waits for as long as it takes waits for another day.
      }
    }
  }

  /**
   * The same, for at most that time.
   *
   * @throws TimeoutException where it goes on longer; it is not stopped
   */
  public Run await(Duration most) throws InterruptedException, TimeoutException {
    return Waiting.forEnd(this, most);
  }

  Weir weir() {
    return weir;
  }

  Found found() {
    return found;
  }

  private RunRecord record() {
    return found.run();
  }

  private Step step(StepRecord step) {
    return new Step(this, step);
  }

  private Run with(RunRecord now) {
    return new Run(weir, new Found(now, found.history(), found.store()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Run run && run.place().equals(place()) && run.id().equals(id());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return "Run(" + pathspec() + ", " + state() + ")";
  }
}
