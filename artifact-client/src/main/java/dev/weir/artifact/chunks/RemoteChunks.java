package dev.weir.artifact.chunks;

import dev.weir.client.Retry;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.ChunkPlace;
import dev.weir.protocol.ChunkPlaces;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.MissingChunks;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * A project's chunks in artifact-store: asks the service what is missing and where things are, and
 * moves the bytes between here and S3 itself, or through the service where S3 can't be reached.
 * Asks again while either is away.
 */
public final class RemoteChunks implements ChunkStore {
  /** Up to here a chunk is sent without asking first whether it is there. */
  private static final int SENT_UNASKED = 1 << 16;

  private static final int WIDTH = 4;

  /**
   * Bytes that come wrong once may come right the next time; those that stay wrong are stored so.
   */
  private static final int MOST_WRONG = 2;

  private final ServiceHttp http;
  private final String path;
  private final Retry retry;
  private final PackTransfer packs;

  public RemoteChunks(ServiceHttp http, Project project, Retry retry) {
    this.http = http;
    this.path = "/v1/projects/" + ServiceHttp.encode(project) + "/";
    this.retry = retry;
    this.packs = new PackTransfer(http, path + "packs", retry);
  }

  @Override
  public Set<Digest> missing(Collection<Digest> chunks) {
    var asked = new LinkedHashMap<ChunkId, Digest>();
    for (var chunk : chunks) {
      asked.put(new ChunkId(chunk.sha256()), chunk);
    }
    var missing = new LinkedHashSet<Digest>();
    for (var some : parts(List.copyOf(asked.keySet()))) {
      for (var chunk : missing(some)) {
        missing.add(asked.get(chunk));
      }
    }
    return missing;
  }

  private List<ChunkId> missing(List<ChunkId> chunks) {
    return retry
        .call(
            () ->
                http.post(path + "chunks:missing", new ChunksRequest(chunks), MissingChunks.class))
        .missing();
  }

  @Override
  public boolean hasNode(String sha256) {
    return missing(List.of(new ChunkId(sha256))).isEmpty();
  }

  @Override
  public void put(Digest chunk, byte[] bytes) throws IOException {
    if (chunk.size() > SENT_UNASKED && missing(List.of(chunk)).isEmpty()) {
      return;
    }
    var pack = new PackBuffer(bytes.length + 256);
    pack.add(chunk, Frame.of(bytes, 0, bytes.length));
    packs.put(pack);
  }

  @Override
  public ChunkWriter writer() {
    return new RemoteChunkWriter(packs);
  }

  @Override
  public void read(List<Digest> chunks, byte[] target, int offset) throws IOException {
    var wanted = new ArrayList<Wanted>(chunks.size());
    var at = offset;
    for (var chunk : chunks) {
      wanted.add(new Wanted(chunk, at));
      at += (int) chunk.size();
    }
    for (var attempt = 1; !wanted.isEmpty(); attempt++) {
      wanted = readOnce(wanted, target, attempt < MOST_WRONG);
    }
  }

  /** A chunk, and where it shall stand. */
  private record Wanted(Digest chunk, int at) {}

  /** Those that came wrong, which is an error unless they may be asked for again. */
  private ArrayList<Wanted> readOnce(List<Wanted> wanted, byte[] target, boolean again)
      throws IOException {
    var wrong = new ArrayList<Wanted>();
    var working = new ArrayList<FutureTask<List<Wanted>>>();
    for (var some : parts(wanted)) {
      for (var span : spans(some)) {
        var task = new FutureTask<>((Callable<List<Wanted>>) () -> read(span, some, target, again));
        working.add(task);
        Thread.ofVirtual().name("weir-chunks").start(task);
      }
    }
    for (var task : working) {
      wrong.addAll(Awaited.result(task));
    }
    return wrong;
  }

  private List<PackSpan> spans(List<Wanted> wanted) {
    var places = locate(wanted.stream().map(chunk -> new ChunkId(chunk.chunk().sha256())).toList());
    for (var i = 0; i < wanted.size(); i++) {
      var place = places.places().get(i);
      if (place == null) {
        throw notFound(wanted.get(i).chunk().sha256());
      }
    }
    return PackSpan.of(places);
  }

  private List<Wanted> read(PackSpan span, List<Wanted> wanted, byte[] target, boolean again)
      throws IOException {
    var wrong = new ArrayList<Wanted>();
    byte[] bytes;
    try {
      bytes = packs.get(span);
    } catch (ServiceException e) {
      if (!again || e.type() != ProblemType.BLOB_NOT_FOUND) {
        throw e;
      }
      // Its chunks were packed anew: they are in another place now.
      span.pieces().forEach(piece -> wrong.add(wanted.get(piece.index())));
      return wrong;
    }
    for (var piece : span.pieces()) {
      var chunk = wanted.get(piece.index());
      try {
        read(chunk, piece.place(), span, bytes, target);
      } catch (CorruptBlobException e) {
        if (!again) {
          throw e;
        }
        wrong.add(chunk);
      }
    }
    return wrong;
  }

  private void read(Wanted wanted, ChunkPlace place, PackSpan span, byte[] bytes, byte[] target)
      throws IOException {
    var from = "pack " + span.pack().pack().sha256() + " in " + this;
    if (place.size() != wanted.chunk().size() || place.stored() > place.size()) {
      throw new CorruptBlobException(wanted.chunk(), from, "its index tells another size");
    }
    var at = Math.toIntExact(place.at() - span.at());
    Frame.read(wanted.chunk(), bytes, at, place.stored(), target, wanted.at(), from);
  }

  @Override
  public byte[] node(String sha256) throws IOException {
    var place = locate(List.of(new ChunkId(sha256))).places().getFirst();
    if (place == null) {
      throw notFound(sha256);
    }
    var chunk = new Digest(sha256, Math.clamp(place.size(), 0, ChunkSizes.STANDARD.max()));
    var bytes = new byte[(int) chunk.size()];
    read(List.of(chunk), bytes, 0);
    return bytes;
  }

  private ChunkPlaces locate(List<ChunkId> chunks) {
    var places =
        retry.call(
            () -> http.post(path + "chunks:locate", new ChunksRequest(chunks), ChunkPlaces.class));
    if (places.places().size() != chunks.size()) {
      throw new ServiceException(
          ProblemType.INTERNAL,
          "artifact-store located " + places.places().size() + " chunks of " + chunks.size());
    }
    return places;
  }

  private static <T> Collection<List<T>> parts(List<T> all) {
    var index = new int[1];
    return all.stream()
        .collect(
            Collectors.groupingBy(
                any -> index[0]++ / ChunksRequest.LIMIT, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private ServiceException notFound(String sha256) {
    return new ServiceException(
        ProblemType.BLOB_NOT_FOUND, "no blob or chunk " + sha256 + " in " + this);
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public String toString() {
    return "artifact-store " + path.replace("/v1/", "").replaceAll("/$", "");
  }
}
