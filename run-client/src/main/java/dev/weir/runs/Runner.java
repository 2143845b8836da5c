package dev.weir.runs;

import dev.weir.history.Place;
import dev.weir.history.RecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs a flow by the {@code weir} command of the installation, a process of its own. What is said
 * by the methods here holds for all that it starts afterwards; a runner itself never changes.
 *
 * <pre>{@code
 * try (var running = Runner.of(Path.of("GenreStatsFlow.java")).parameter("maxGenres", 7).start()) {
 *   running.outputLines().forEach(System.out::println);
 *   var stats = running.run().await().data().value("genreStats");
 * }
 * }</pre>
 */
public final class Runner {
  /** Open for as long as this program: a run is still read when what started it is closed. */
  private static final Map<RecordKey, Weir> RECORDS = new ConcurrentHashMap<>();

  private final Path source;
  private final Settings settings;

  private Runner(Path source, Settings settings) {
    this.source = source;
    this.settings = settings;
  }

  /** Of a {@code .java} file, a folder of them, a Maven project (its folder), or a jar. */
  public static Runner of(Path source) {
    return new Runner(source, new Settings());
  }

  /** All that can be said before something is started; never changed once a runner has it. */
  private static final class Settings {
    private Optional<Path> weir = Optional.empty();
    private Path folder = Path.of("").toAbsolutePath();
    private Optional<Path> stateDirectory = Optional.empty();
    private Place place = Place.local;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();

    Settings copy() {
      var copy = new Settings();
      copy.weir = weir;
      copy.folder = folder;
      copy.stateDirectory = stateDirectory;
      copy.place = place;
      copy.environment.putAll(environment);
      copy.parameters.putAll(parameters);
      copy.options.addAll(options);
      return copy;
    }
  }

  /** The command to start: {@code ./weir} of an installation. By default it is looked for. */
  public Runner weir(Path command) {
    return with(changed -> changed.weir = Optional.of(command.toAbsolutePath()));
  }

  /** Where the command stands: paths of parameters are taken from there, and {@code .weir} is. */
  public Runner folder(Path folder) {
    return with(changed -> changed.folder = folder.toAbsolutePath());
  }

  /** Where the run is recorded; by default what WEIR_HOME says, or {@code .weir} in the folder. */
  public Runner stateDirectory(Path directory) {
    return with(changed -> changed.stateDirectory = Optional.of(directory.toAbsolutePath()));
  }

  /** On the mesh that is up, or that WEIR_… variables name, instead of on this machine. */
  public Runner onMesh() {
    return with(changed -> changed.place = Place.mesh);
  }

  /** A variable for the command, besides those of this process. */
  public Runner environment(String name, String value) {
    return with(changed -> changed.environment.put(name, value));
  }

  /**
   * A parameter of the flow.
   *
   * @param value text, a number and the like as they are printed; collections, maps, arrays and
   *     records as JSON
   */
  public Runner parameter(String name, Object value) {
    return with(changed -> changed.parameters.put(name, OptionText.of(name, value)));
  }

  /** Several of them, as with {@link #parameter}. */
  public Runner parameters(Map<String, ?> values) {
    var runner = this;
    for (var value : values.entrySet()) {
      runner = runner.parameter(value.getKey(), value.getValue());
    }
    return runner;
  }

  /** Words to find the run by. */
  public Runner tags(String... tags) {
    var runner = this;
    for (var tag : tags) {
      runner = runner.options("--tag", tag);
    }
    return runner;
  }

  /** Whatever else the command takes: {@code options("--with", "retry:times=3")}. */
  public Runner options(String... words) {
    return with(changed -> changed.options.addAll(List.of(words)));
  }

  /** Starts a run and comes back at once. */
  public ExecutingRun start() {
    var words = new ArrayList<>(List.of("run", source().toString()));
    settings.parameters.forEach((name, value) -> words.add("--" + name + "=" + value));
    if (settings.place == Place.mesh) {
      words.addAll(List.of("--on", "mesh"));
    }
    return startRun(words);
  }

  /** The same, and waits until the run has ended, however it did. */
  public ExecutingRun run() throws InterruptedException {
    return ended(start());
  }

  /**
   * Starts a new run with what succeeded in the newest one of the flow, and comes back at once. Its
   * parameters are those of that run. {@code options("--origin-run-id", RUN)} names another.
   */
  public ExecutingRun startResume() {
    return startRun(new ArrayList<>(List.of("resume", source().toString())));
  }

  /** The same; that step and all that follows it run again. */
  public ExecutingRun startResume(String step) {
    return startRun(new ArrayList<>(List.of("resume", step, source().toString())));
  }

  /** Resumes, and waits until the run has ended, however it did. */
  public ExecutingRun resume() throws InterruptedException {
    return ended(startResume());
  }

  /** The same; that step and all that follows it run again. */
  public ExecutingRun resume(String step) throws InterruptedException {
    return ended(startResume(step));
  }

  /**
   * Runs one step again with the source as it is now, on what a past task of this machine had
   * before it; waits for it.
   *
   * @param task its path, as {@link Task#pathspec()} has it, or {@code RUN/STEP}
   */
  public Spun spin(String task) throws InterruptedException {
    var words = new ArrayList<>(List.of("spin", source().toString(), Paths.withoutFlow(task)));
    words.add("--json");
    try (var process = process(words)) {
      return Spun.of(process.await());
    }
  }

  private ExecutingRun startRun(List<String> words) {
    try {
      var idFile = Files.createTempFile("weir-run", ".id");
      words.addAll(List.of("--run-id-file", idFile.toString()));
      return new ExecutingRun(process(words), idFile, record());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExecutingRun ended(ExecutingRun run) throws InterruptedException {
    run.await(Duration.ofDays(36_500));
    return run;
  }

  private WeirProcess process(List<String> words) {
    words.addAll(settings.options);
    settings.stateDirectory.ifPresent(
        directory -> words.addAll(List.of("--state-dir", directory.toString())));
    var command = settings.weir.orElseGet(WeirCommand::find);
    return WeirProcess.start(command, words, settings.folder, settings.environment);
  }

  @Override
  public String toString() {
    return "Runner(" + source + ", " + settings.parameters + ")";
  }

  private Weir record() {
    var directory = settings.stateDirectory.orElseGet(this::usualState);
    return RECORDS.computeIfAbsent(new RecordKey(settings.place, directory), RecordKey::open);
  }

  /** Whose runs are read there: whoever starts one may see it, whatever its namespace. */
  private record RecordKey(Place place, Path stateDirectory) {
    Weir open() {
      return switch (place) {
        case local -> Weir.local(stateDirectory).namespace(null);
        case mesh -> Weir.mesh(stateDirectory).namespace(null);
      };
    }
  }

  private Path usualState() {
    var named =
        Optional.ofNullable(settings.environment.get("WEIR_HOME"))
            .or(() -> Optional.ofNullable(System.getenv("WEIR_HOME")))
            .filter(name -> !name.isBlank());
    return settings.folder.resolve(named.orElse(".weir"));
  }

  private Path source() {
    var file = settings.folder.resolve(source);
    if (!Files.exists(file)) {
      throw new RecordException("there is no " + file + " to run");
    }
    return file;
  }

  private Runner with(Consumer<Settings> change) {
    var changed = settings.copy();
    change.accept(changed);
    return new Runner(source, changed);
  }
}
