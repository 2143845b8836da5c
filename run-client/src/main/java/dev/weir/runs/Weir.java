package dev.weir.runs;

import dev.weir.client.RunFilter;
import dev.weir.history.Me;
import dev.weir.history.MeshRecord;
import dev.weir.history.Place;
import dev.weir.history.RecordException;
import dev.weir.history.RunPlaces;
import dev.weir.history.StateDirectory;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.SystemTags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way into the record of runs, in one namespace: at first that of the user, {@code user:ada}.
 *
 * <pre>{@code
 * var weir = Weir.open();
 * var run = weir.flow("GenreStats").latestSuccessfulRun().orElseThrow();
 * int genres = run.data().value("maxGenres", Integer.class);
 * }</pre>
 */
public final class Weir implements AutoCloseable {
  private final RunPlaces places;
  private final Optional<String> namespace;
  private final Map<Digest, CodePackage> codes;

  private Weir(RunPlaces places, Optional<String> namespace, Map<Digest, CodePackage> codes) {
    this.places = places;
    this.namespace = namespace;
    this.codes = codes;
  }

  private static Weir of(RunPlaces places) {
    var own = SystemTags.ofUser(Me.principal().name());
    return new Weir(places, Optional.of(own), new ConcurrentHashMap<>());
  }

  /**
   * Everything that the command {@code weir runs} sees from here: the state directory that
   * WEIR_HOME names, or {@code .weir}, and the mesh that is up there or that WEIR_METADATA_URL and
   * WEIR_ARTIFACT_STORE_URL name.
   */
  public static Weir open() {
    return of(new RunPlaces(StateDirectory.usual()));
  }

  /** The same, of that state directory. */
  public static Weir open(Path stateDirectory) {
    return of(new RunPlaces(new StateDirectory(stateDirectory)));
  }

  /** Only the runs of this machine in that state directory. */
  public static Weir local(Path stateDirectory) {
    return of(new RunPlaces(new StateDirectory(stateDirectory), Optional.of(Place.local)));
  }

  /** Only the runs of the mesh that {@link #open()} finds, which has to be up. */
  public static Weir mesh() {
    return mesh(StateDirectory.usual().root());
  }

  /** Only the runs of the mesh that is up there, or that WEIR_… variables name. */
  public static Weir mesh(Path stateDirectory) {
    return of(new RunPlaces(new StateDirectory(stateDirectory), Optional.of(Place.mesh)));
  }

  /** Only the runs of a mesh, by the URLs of two of its services. */
  public static Weir mesh(URI metadata, URI artifactStore) {
    return of(RunPlaces.of(new MeshRecord(metadata, artifactStore)));
  }

  /**
   * The same record in another namespace: a tag that runs have, such as {@code user:bob} or {@code
   * project:genres}; null for all runs. Closing either closes both.
   */
  public Weir namespace(@Nullable String tag) {
    return new Weir(places, Optional.ofNullable(tag), codes);
  }

  /** Empty where all runs are in it. */
  public Optional<String> namespace() {
    return namespace;
  }

  /** The flows that have a run in the namespace, by name. */
  public List<Flow> flows() {
    return places.histories().stream()
        .flatMap(history -> history.flows(namespace).stream())
        .distinct()
        .sorted()
        .map(name -> new Flow(this, name))
        .toList();
  }

  /** The flow of that name, which has a run in the namespace. */
  public Flow flow(String name) {
    var flow = new Flow(this, name);
    if (flow.latestRun().isEmpty()) {
      throw new RecordException("no run of a flow " + name + inNamespace() + "; " + flowsThere());
    }
    return flow;
  }

  /** All runs of the namespace, newest first. */
  public Runs runs() {
    return runs(RunFilter.newest(1));
  }

  /** The run of that id, or of a path {@code FLOW/RUN}. */
  public Run run(String id) {
    return findRun(id)
        .orElseThrow(
            () ->
                new RecordException(
                    "no run " + id + " " + places + "; runs() has those there are"));
  }

  /**
   * The same, where there is one.
   *
   * @throws NamespaceException where it is of another namespace
   */
  public Optional<Run> findRun(String id) {
    return places.search(Paths.run(id)).map(found -> checked(new Run(this, found)));
  }

  /** The step of a path {@code RUN/STEP} or {@code FLOW/RUN/STEP}. */
  public Step step(String path) {
    var parts = Paths.split(path, 2);
    return run(parts.get(0)).step(parts.get(1));
  }

  /**
   * The task of a path {@code RUN/STEP/TASK} or {@code FLOW/RUN/STEP/TASK}, as a step's {@code
   * current().pathspec()} has it.
   */
  public Task task(String path) {
    var parts = Paths.split(path, 3);
    return run(parts.get(0)).step(parts.get(1)).task(parts.get(2));
  }

  /** Lets go of what is open; what is asked of it or its objects afterwards may fail. */
  @Override
  public void close() {
    places.close();
  }

  Runs runs(RunFilter filter) {
    return new Runs(this, namespace.map(filter::tagged).orElse(filter));
  }

  RunPlaces places() {
    return places;
  }

  /** A package's blob never changes, and many runs share one. */
  CodePackage code(RunPlaces.Found found) {
    var known = codes.get(found.run().codePackage());
    if (known != null) {
      return known;
    }
    try {
      var code = found.code();
      codes.put(found.run().codePackage(), code);
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the code of run " + found.run().id() + " can't be read: " + e.getMessage(), e);
    }
  }

  private Run checked(Run run) {
    if (namespace.isPresent() && !run.tags().contains(namespace.get())) {
      throw new NamespaceException(run, namespace.get());
    }
    return run;
  }

  private String inNamespace() {
    return namespace.map(tag -> " in namespace " + tag).orElse("") + " " + places;
  }

  private String flowsThere() {
    var names = flows().stream().map(Flow::name).collect(Collectors.joining(", "));
    var all = namespace.isPresent() ? "; namespace(null) sees those of everybody" : "";
    return (names.isEmpty() ? "there is none" : "those there are: " + names) + all;
  }

  @Override
  public String toString() {
    return "Weir(" + places + namespace.map(tag -> ", " + tag).orElse("") + ")";
  }
}
