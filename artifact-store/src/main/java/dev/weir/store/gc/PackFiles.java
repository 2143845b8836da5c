package dev.weir.store.gc;

import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.Pack;
import dev.weir.artifact.chunks.PackEntry;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.gc.ChunkFiles;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.store.index.PackStates;
import dev.weir.store.index.PackStates.HeldPack;
import dev.weir.store.index.PackStates.State;
import dev.weir.store.index.PackedChunk;
import dev.weir.store.index.Space;
import dev.weir.store.index.Uploads;
import dev.weir.store.s3.S3Objects;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The packs of one space. */
final class PackFiles implements ChunkFiles {
  private static final Principal COLLECTOR = new Principal("artifact-store");

  private final Space space;
  private final PackStates states;
  private final Uploads uploads;
  private final S3Objects objects;
  private final Path spool;
  private final Runnable alive;

  /**
   * @param alive is called again and again
   */
  PackFiles(
      Space space,
      PackStates states,
      Uploads uploads,
      S3Objects objects,
      Path spool,
      Runnable alive) {
    this.alive = alive;
    this.space = space;
    this.states = states;
    this.uploads = uploads;
    this.objects = objects;
    this.spool = spool;
  }

  /** Removes the objects of packs whose deletion was begun, by this process or one that died. */
  void endDeletions() {
    for (var page = states.page(space, State.DELETING, 0);
        !page.isEmpty();
        page = states.page(space, State.DELETING, 0)) {
      page.forEach(this::endDeletion);
    }
  }

  private void endDeletion(HeldPack held) {
    objects.delete(held.pack().objectKey());
    states.endDeletion(held.pack().id());
  }

  @Override
  public void inUse(Visitor visitor) throws IOException {
    visit(State.STORED, visitor);
  }

  @Override
  public void condemned(Visitor visitor) throws IOException {
    visit(State.CONDEMNED, visitor);
  }

  private void visit(State state, Visitor visitor) throws IOException {
    var page = states.page(space, state, 0);
    while (!page.isEmpty()) {
      for (var held : page) {
        alive.run();
        visitor.see(seen(held));
      }
      page = states.page(space, state, page.getLast().pack().id());
    }
  }

  private static ChunkFile seen(HeldPack held) {
    return new ChunkFile(
        Long.toString(held.pack().id()),
        held.chunks().stream()
            .map(chunk -> new StoredChunk(chunk.chunk().sha256(), chunk.stored()))
            .toList(),
        held.pack().digest().size(),
        held.touched(),
        held.condemned());
  }

  private static long id(ChunkFile file) {
    return Long.parseLong(file.name());
  }

  @Override
  public boolean condemn(ChunkFile file, Instant at) {
    return states.condemn(id(file), file.touched(), at);
  }

  @Override
  public void restore(ChunkFile file) {
    states.restore(id(file));
  }

  @Override
  public boolean delete(ChunkFile file) {
    if (!states.beginDeletion(id(file))) {
      return false;
    }
    endDeletions();
    return true;
  }

  @Override
  public long rewrite(ChunkFile file, Collection<StoredChunk> chunks) throws IOException {
    var wanted = chunks.stream().map(StoredChunk::sha256).collect(Collectors.toSet());
    var old = Files.createTempFile(spool, "weir-gc-", ".pack");
    var fresh = Files.createTempFile(spool, "weir-gc-", ".pack");
    try {
      fetch(file, old);
      var entries = write(old, wanted, fresh);
      store(file, fresh, entries);
      return Files.size(fresh);
    } finally {
      Files.delete(old);
      Files.delete(fresh);
    }
  }

  private void fetch(ChunkFile file, Path to) throws IOException {
    var key = states.objectKey(id(file)).orElseThrow(() -> gone(file));
    try (var bytes = objects.open(key).orElseThrow(() -> gone(file));
        var out = Files.newOutputStream(to)) {
      bytes.transferTo(out);
    }
  }

  private ServiceException gone(ChunkFile file) {
    return new ServiceException(
        ProblemType.UNAVAILABLE,
        "pack %s of project %s is in the index and not in S3"
            .formatted(file.name(), space.project()));
  }

  /** Each chunk is checked on its way. */
  private static List<PackEntry> write(Path from, Set<String> wanted, Path to) throws IOException {
    try (var pack = Pack.open(from);
        var out = new BufferedOutputStream(Files.newOutputStream(to))) {
      var written = new PackWriter(out);
      for (var entry : pack.entries()) {
        if (wanted.contains(entry.chunk().sha256())) {
          var bytes = new byte[(int) entry.chunk().size()];
          pack.read(entry, bytes, 0);
          written.add(entry.chunk(), Frame.of(bytes, 0, bytes.length));
        }
      }
      var entries = written.entries();
      written.finish();
      return entries;
    }
  }

  private void store(ChunkFile file, Path fresh, List<PackEntry> entries) throws IOException {
    Digest digest;
    try (var bytes = Files.newInputStream(fresh)) {
      digest = Digest.of(bytes);
    }
    var upload = uploads.begin(space, digest);
    objects.put(upload.objectKey(), digest, COLLECTOR, fresh);
    var chunks = new ArrayList<PackedChunk>();
    for (var entry : entries) {
      chunks.add(
          new PackedChunk(
              new ChunkId(entry.chunk().sha256()),
              (int) entry.chunk().size(),
              (int) entry.at(),
              entry.stored()));
    }
    if (!states.move(space, upload, id(file), chunks).equals(upload.objectKey())) {
      objects.delete(upload.objectKey());
      uploads.end(upload);
    }
  }
}
