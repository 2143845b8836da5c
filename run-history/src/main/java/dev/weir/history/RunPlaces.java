package dev.weir.history;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every place that runs may be recorded in: this machine first, then the mesh that is up. */
public final class RunPlaces implements AutoCloseable {
  private final StateDirectory state;
  private final Optional<Place> only;
  private final Optional<LocalRecord> local;
  private final Optional<MeshAddress> mesh;

  public RunPlaces(StateDirectory state) {
    this(state, Optional.empty());
  }

  /** Only one of the places, where one is named; the mesh must be up when that is it. */
  public RunPlaces(StateDirectory state, Optional<Place> only) {
    this.state = state;
    this.only = only;
    this.mesh =
        switch (only.orElse(null)) {
          case null -> MeshAddress.find(state);
          case local -> Optional.empty();
          case mesh -> Optional.of(MeshAddress.require(state));
        };
    this.local =
        only.filter(Place.mesh::equals).isEmpty() && Files.exists(state.database())
            ? Optional.of(LocalRecord.open(state.database()))
            : Optional.empty();
  }

  /** A run, and where everything about it is. */
  public record Found(RunRecord run, RunHistory history, BlobStore store) {

    /** What the run ran. */
    public CodePackage code() throws IOException {
      return store.record(run.codePackage(), CodePackage.class);
    }
  }

  public List<RunHistory> histories() {
    var all = new ArrayList<RunHistory>();
    local.map(LocalRecord::history).ifPresent(all::add);
    mesh.map(address -> new MeshHistory(address.metadataClient())).ifPresent(all::add);
    return all;
  }

  public Found find(RunId id) {
    for (var history : histories()) {
      var run = history.run(id);
      if (run.isPresent()) {
        return new Found(run.get(), history, store(history, run.get()));
      }
    }
    throw new RecordException("no run " + id + searched() + ". 'weir runs' lists what there is");
  }

  private String searched() {
    return switch (only.orElse(null)) {
      case local -> " in " + state.root();
      case mesh -> " on the mesh";
      case null ->
          " in " + state.root() + (mesh.isPresent() ? " or on the mesh" : "; the mesh is not up");
    };
  }

  @Override
  public void close() {
    local.ifPresent(LocalRecord::close);
  }

  private BlobStore store(RunHistory history, RunRecord run) {
    return history instanceof MeshHistory
        ? mesh.orElseThrow().store(run.project())
        : new LocalBlobStore(state.blobs());
  }
}
