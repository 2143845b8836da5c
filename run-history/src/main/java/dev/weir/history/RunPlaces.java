package dev.weir.history;

import dev.weir.artifact.BackedBlobStore;
import dev.weir.artifact.BlobStore;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Collected;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every place that runs may be recorded in: this machine first, then the mesh that is up. Both are
 * looked for whenever somebody asks, for they may come later. Safe for use by many threads.
 */
public final class RunPlaces implements AutoCloseable {
  private final Optional<StateDirectory> local;
  private final boolean alone;
  private final Supplier<Optional<MeshRecord>> mesh;
  private @Nullable LocalRecord opened;
  private @Nullable MeshPlace met;

  private RunPlaces(
      Optional<StateDirectory> local, boolean alone, Supplier<Optional<MeshRecord>> mesh) {
    this.local = local;
    this.alone = alone;
    this.mesh = mesh;
  }

  public RunPlaces(StateDirectory state) {
    this(Optional.of(state), false, () -> MeshRecord.find(state));
  }

  /** Only one of the places, where one is named; the mesh must be up when that is it. */
  public RunPlaces(StateDirectory state, Optional<Place> only) {
    this(
        only.filter(Place.mesh::equals).isEmpty() ? Optional.of(state) : Optional.empty(),
        only.isPresent(),
        switch (only.orElse(null)) {
          case null -> () -> MeshRecord.find(state);
          case local -> Optional::empty;
          case mesh -> () -> Optional.of(MeshAddress.require(state).record());
        });
  }

  /** Only that mesh. */
  public static RunPlaces of(MeshRecord mesh) {
    return new RunPlaces(Optional.empty(), true, () -> Optional.of(mesh));
  }

  /** A mesh, and what is made once for it. */
  private record MeshPlace(MeshRecord record, MeshHistory history) {}

  /** A run, and where everything about it is. */
  public record Found(RunRecord run, RunHistory history, BlobStore store) {

    /**
     * The same, for who can't do without what the run has stored: refused where that may be gone.
     */
    public Found kept() {
      var collected = run.collected();
      if (collected != null) {
        throw new RecordException(collectedText(run, collected));
      }
      return this;
    }

    /**
     * What to tell of trouble with something that the run has stored: of a blob that is not there
     * because the run was collected, just that.
     */
    public RuntimeException told(ServiceException trouble) {
      var collected = run.collected();
      return collected != null && trouble.type() == ProblemType.BLOB_NOT_FOUND
          ? new RecordException(collectedText(run, collected))
          : trouble;
    }

    private static String collectedText(RunRecord run, Collected collected) {
      return "run "
          + run.id()
          + " was collected at "
          + collected.at().truncatedTo(ChronoUnit.SECONDS)
          + ", for it "
          + collected.rule()
          + ". Its record and logs are kept; of its artifacts and code only what other runs have";
    }

    /** What the run ran. */
    public CodePackage code() throws IOException {
      return store.record(run.codePackage(), CodePackage.class);
    }
  }

  /**
   * The blobs of this machine. What is missing of a run that was on the mesh is fetched from there,
   * while that is up, when it is read.
   */
  public BlobStore blobs(Project project) {
    var here = new LocalBlobStore(local.orElseThrow().blobs());
    return mesh()
        .<BlobStore>map(record -> new BackedBlobStore(here, () -> record.store(project)))
        .orElse(here);
  }

  /** The mesh that is up, or that the environment names. */
  public Optional<MeshRecord> mesh() {
    return mesh.get();
  }

  public synchronized List<RunHistory> histories() {
    var all = new ArrayList<RunHistory>();
    record().map(LocalRecord::history).ifPresent(all::add);
    mesh.get().map(this::meet).ifPresent(place -> all.add(place.history()));
    return all;
  }

  public Found find(RunId id) {
    return search(id)
        .orElseThrow(
            () ->
                new RecordException(
                    "no run " + id + " " + this + ". 'weir runs' lists what there is"));
  }

  /** The same, where there is such a run. */
  public Optional<Found> search(RunId id) {
    return histories().stream()
        .flatMap(history -> history.run(id).map(run -> found(run, history)).stream())
        .findFirst();
  }

  /** A run that one of the places has. */
  public synchronized Found found(RunRecord run, RunHistory history) {
    var store =
        history instanceof MeshHistory && met != null
            ? met.record().store(run.project())
            : blobs(run.project());
    return new Found(run, history, store);
  }

  private Optional<LocalRecord> record() {
    if (opened == null && local.isPresent() && Files.exists(local.get().database())) {
      opened = LocalRecord.open(local.get().database());
    }
    return Optional.ofNullable(opened);
  }

  private MeshPlace meet(MeshRecord record) {
    if (met == null || !met.record().equals(record)) {
      met = new MeshPlace(record, new MeshHistory(record.metadataClient()));
    }
    return met;
  }

  /** Where it looks, as a part of a sentence. */
  @Override
  public String toString() {
    if (local.isEmpty()) {
      return "on the mesh";
    }
    var mesh = this.mesh.get().isPresent() ? " or on the mesh" : "; the mesh is not up";
    return "in " + local.get().root() + (alone ? "" : mesh);
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
