package dev.weir.store.pack;

import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.artifact.chunks.Pack;
import dev.weir.artifact.chunks.PackEntry;
import dev.weir.artifact.chunks.PackTable;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.store.StoreConfig;
import dev.weir.store.index.PackedChunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Reads packs as nobody's: whoever says that a chunk lies in a pack is believed only after its
 * frame was decoded here and had the chunk's SHA-256. Takes the memory of two chunks, whatever the
 * pack says about itself.
 */
@ApplicationScoped
class PackCheck {
  /** Where a pack's first frame begins. */
  private static final int FIRST = 8;

  /**
   * A pack of little frames that unpack to far more than any writer packs is meant to cost time.
   */
  private static final long MOST_CONTENT = 4L << 30;

  private final Semaphore places;

  PackCheck(StoreConfig config) {
    this.places = new Semaphore(config.packChecks());
  }

  /**
   * What is in it, by SHA-256.
   *
   * @throws ServiceException of type INVALID_PACK when anything about it is wrong
   */
  List<PackedChunk> chunks(Path file) throws IOException {
    places.acquireUninterruptibly();
    try (var pack = open(file)) {
      var entries = entries(pack);
      checkPlaces(entries, file);
      checkFrames(pack, entries);
      return entries.stream().map(PackCheck::packed).toList();
    } finally {
      places.release();
    }
  }

  private static Pack open(Path file) {
    try {
      return Pack.open(file);
    } catch (IOException e) {
      throw invalid(withoutFile(e, file));
    }
  }

  private static List<PackEntry> entries(Pack pack) {
    try {
      return pack.entries();
    } catch (IOException e) {
      throw invalid(withoutFile(e, pack.file()));
    }
  }

  /** The frames side by side, from the first byte to the table. */
  private static void checkPlaces(List<PackEntry> entries, Path file) throws IOException {
    if (entries.isEmpty()) {
      throw invalid("it holds no chunk");
    }
    var content = 0L;
    long at = FIRST;
    for (var entry : entries.stream().sorted(Comparator.comparingLong(PackEntry::at)).toList()) {
      // A chunk without bytes has a frame without bytes, which may stand anywhere.
      if (entry.stored() > 0 && entry.at() != at) {
        throw invalid("its frames overlap, or leave a gap, at byte " + at);
      }
      at += entry.stored();
      content += entry.chunk().size();
    }
    var table = (long) entries.size() * PackTable.ENTRY + PackTable.FOOTER;
    if (at + table != Files.size(file)) {
      throw invalid("its frames do not reach its table");
    }
    if (content > MOST_CONTENT) {
      throw invalid("it unpacks to more than 4 GiB; make several of it");
    }
  }

  private static void checkFrames(Pack pack, List<PackEntry> entries) throws IOException {
    var content = new byte[ChunkSizes.STANDARD.max()];
    for (var entry : entries) {
      try {
        pack.read(entry, content, 0);
      } catch (CorruptBlobException e) {
        throw invalid(withoutFile(e, pack.file()));
      }
    }
  }

  private static PackedChunk packed(PackEntry entry) {
    return new PackedChunk(
        new ChunkId(entry.chunk().sha256()),
        (int) entry.chunk().size(),
        (int) entry.at(),
        entry.stored());
  }

  /** Where it waits here is nobody's business. */
  private static String withoutFile(IOException fault, Path file) {
    return String.valueOf(fault.getMessage())
        .replace(file + ": ", "")
        .replace(file.toString(), "the pack");
  }

  private static ServiceException invalid(String what) {
    return new ServiceException(ProblemType.INVALID_PACK, what);
  }
}
