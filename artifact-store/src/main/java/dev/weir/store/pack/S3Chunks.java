package dev.weir.store.pack;

import dev.weir.artifact.chunks.ChunkStore;
import dev.weir.artifact.chunks.ChunkWriter;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.artifact.chunks.Frame;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.LocatedChunk;
import dev.weir.store.index.Spaces;
import dev.weir.store.s3.BlobObjects;
import dev.weir.store.s3.ByteRange;
import dev.weir.store.s3.S3Objects;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One project's chunks, as this service itself reads and writes them on behalf of somebody. */
final class S3Chunks implements ChunkStore {
  /** What lies between two wanted frames is read along where that saves a request. */
  private static final int SMALL_GAP = 1 << 16;

  private final Parts parts;
  private final Project project;
  private final Principal owner;

  /** What all projects' chunks are read and written with. */
  record Parts(
      Spaces spaces,
      ChunkIndex index,
      S3Objects objects,
      BlobObjects oldBlobs,
      Packs packs,
      Spool spool) {}

  S3Chunks(Parts parts, Project project, Principal owner) {
    this.parts = parts;
    this.project = project;
    this.owner = owner;
  }

  @Override
  public Set<Digest> missing(Collection<Digest> chunks) {
    var missing = new LinkedHashSet<>(chunks);
    var there = claim(chunks.stream().map(S3Chunks::id).toList());
    missing.removeIf(chunk -> is(chunk, there.get(id(chunk))));
    return missing;
  }

  private static boolean is(Digest chunk, @Nullable Integer size) {
    return size != null && size == chunk.size();
  }

  private Map<ChunkId, Integer> claim(List<ChunkId> chunks) {
    return parts
        .spaces()
        .find(project)
        .map(space -> parts.index().claim(space, chunks))
        .orElseGet(Map::of);
  }

  private Map<ChunkId, LocatedChunk> locate(List<ChunkId> chunks) {
    return parts
        .spaces()
        .find(project)
        .map(space -> parts.index().locate(space, chunks))
        .orElseGet(Map::of);
  }

  @Override
  public boolean hasNode(String sha256) {
    return !claim(List.of(new ChunkId(sha256))).isEmpty();
  }

  @Override
  public ChunkWriter writer() {
    return new S3ChunkWriter(parts.packs(), parts.spool(), parts.spaces().of(project), owner);
  }

  /** Where in the target the content of a frame belongs. */
  private record Wanted(Digest chunk, LocatedChunk located, int to) {
    int at() {
      return located.place().at();
    }

    int end() {
      return at() + located.place().stored();
    }
  }

  @Override
  public void read(List<Digest> chunks, byte[] target, int offset) throws IOException {
    var places = locate(chunks.stream().map(S3Chunks::id).toList());
    var wanted = new ArrayList<Wanted>();
    var to = offset;
    for (var chunk : chunks) {
      var located = places.get(id(chunk));
      if (located != null && located.place().size() == chunk.size()) {
        wanted.add(new Wanted(chunk, located, to));
      } else {
        readOld(chunk, target, to);
      }
      to += (int) chunk.size();
    }
    wanted.sort(
        Comparator.<Wanted>comparingLong(one -> one.located().pack().id())
            .thenComparingInt(Wanted::at));
    for (var from = 0; from < wanted.size(); ) {
      var end = endOfRun(wanted, from);
      readRun(wanted.subList(from, end), target);
      from = end;
    }
  }

  /** How far one request reaches: one pack, frames that lie close together. */
  private static int endOfRun(List<Wanted> wanted, int from) {
    var end = from + 1;
    while (end < wanted.size()
        && wanted.get(end).located().pack().id() == wanted.get(from).located().pack().id()
        && wanted.get(end).at() - wanted.get(end - 1).end() <= SMALL_GAP) {
      end++;
    }
    return end;
  }

  private void readRun(List<Wanted> run, byte[] target) throws IOException {
    var key = run.getFirst().located().pack().objectKey();
    var first = run.getFirst().at();
    var last = run.stream().mapToInt(Wanted::end).max().orElse(first);
    var frames = last == first ? new byte[0] : bytes(run, key, new ByteRange(first, last - first));
    for (var one : run) {
      Frame.read(
          one.chunk(),
          frames,
          one.at() - first,
          one.located().place().stored(),
          target,
          one.to(),
          "S3");
    }
  }

  private byte[] bytes(List<Wanted> run, String key, ByteRange range) throws IOException {
    var object =
        parts
            .objects()
            .open(key, range)
            .orElseThrow(() -> damaged(run, "its pack is not in S3 any more: " + key));
    try (object) {
      var bytes = object.readNBytes((int) range.length());
      if (bytes.length < range.length()) {
        throw damaged(run, "its pack ends early: " + key);
      }
      return bytes;
    }
  }

  private static CorruptBlobException damaged(List<Wanted> run, String what) {
    return new CorruptBlobException(run.getFirst().chunk(), "S3", what);
  }

  /** Small blobs of releases before packs are objects of their own. */
  private void readOld(Digest chunk, byte[] target, int offset) throws IOException {
    var object = parts.oldBlobs().open(project, chunk).orElseThrow(() -> notFound(project, chunk));
    try (object) {
      object.readNBytes(target, offset, (int) chunk.size());
    }
    Frame.check(chunk, target, offset, "S3");
  }

  @Override
  public byte[] node(String sha256) throws IOException {
    var id = new ChunkId(sha256);
    var located = locate(List.of(id)).get(id);
    if (located == null) {
      throw new ServiceException(
          ProblemType.BLOB_NOT_FOUND, "project " + project + " has no chunk " + sha256);
    }
    var bytes = new byte[located.place().size()];
    read(List.of(new Digest(sha256, bytes.length)), bytes, 0);
    return bytes;
  }

  @Override
  public Optional<InputStream> whole(Digest blob) {
    return parts.oldBlobs().open(project, blob);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public String toString() {
    return "project " + project;
  }

  static ServiceException notFound(Project project, Digest digest) {
    return new ServiceException(
        ProblemType.BLOB_NOT_FOUND, "project " + project + " has no blob " + digest);
  }

  private static ChunkId id(Digest chunk) {
    return new ChunkId(chunk.sha256());
  }
}
