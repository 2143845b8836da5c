package dev.weir.gc;

import dev.weir.artifact.chunks.Awaited;
import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.artifact.chunks.LocalLayout;
import dev.weir.artifact.chunks.Pack;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads every byte of a directory of chunks and checks it, as many files at once as there are
 * processors. What goes or comes meanwhile is left out.
 */
public final class LocalVerification {
  private static final int BUFFER = 1 << 18;

  private final LocalLayout layout;
  private final int width;
  private final AtomicLong read = new AtomicLong();
  private final List<BadChunk> bad = new ArrayList<>();
  private final DigestSet sound = new DigestSet();
  private long files;
  private long chunks;

  /**
   * A chunk that is not what its name says, or a pack that nobody can read.
   *
   * @param sha256 empty where the pack does not say what it holds
   */
  public record BadChunk(String sha256, Path file, String fault) {}

  public LocalVerification(Path root, int width) {
    this.layout = new LocalLayout(root);
    this.width = width;
  }

  /** How many bytes have been read; any thread may ask at any time. */
  public long read() {
    return read.get();
  }

  /** Checks all. */
  public void run() throws IOException {
    var places = new Semaphore(width);
    var running = new ArrayList<Future<Path>>();
    try (var threads = Executors.newFixedThreadPool(width)) {
      for (var file : names()) {
        places.acquireUninterruptibly();
        running.add(
            threads.submit(
                () -> {
                  try {
                    check(file);
                    return file;
                  } finally {
                    places.release();
                  }
                }));
        if (running.size() > 1000) {
          await(running);
        }
      }
      await(running);
    }
  }

  private static void await(List<Future<Path>> running) throws IOException {
    for (var each : running) {
      Awaited.result(each);
    }
    running.clear();
  }

  /** Their names only, so that others may write meanwhile. */
  private List<Path> names() throws IOException {
    var found = new ArrayList<Path>();
    for (var folder : List.of(layout.blobs(), layout.packs())) {
      if (Files.isDirectory(folder)) {
        try (var all = Files.walk(folder)) {
          all.filter(Files::isRegularFile)
              .filter(file -> !file.startsWith(layout.unfinished()))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private void check(Path file) throws IOException {
    try {
      if (file.startsWith(layout.packs())) {
        checkPack(file);
      } else if (LocalChunkFiles.isChunk(file)) {
        checkFile(file);
      }
    } catch (NoSuchFileException e) {
      // It went while this looked.
    }
  }

  private void checkFile(Path file) throws IOException {
    var name = file.getFileName().toString();
    var sha256 = Digest.newSha256();
    try (InputStream in = Files.newInputStream(file)) {
      var buffer = new byte[BUFFER];
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
        read.addAndGet(count);
      }
    }
    var actual = HexFormat.of().formatHex(sha256.digest());
    if (actual.equals(name)) {
      found(name);
    } else {
      found(new BadChunk(name, file, "its SHA-256 is " + actual));
    }
    finished();
  }

  private void checkPack(Path file) throws IOException {
    try (var pack = Pack.open(file)) {
      var bytes = new byte[ChunkSizes.STANDARD.max()];
      for (var entry : pack.entries()) {
        var name = entry.chunk().sha256();
        try {
          pack.read(entry, bytes, 0);
          found(name);
        } catch (CorruptBlobException e) {
          found(new BadChunk(name, file, String.valueOf(e.getMessage())));
        }
        read.addAndGet(entry.stored());
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      found(new BadChunk("", file, String.valueOf(e.getMessage())));
    }
    finished();
  }

  private synchronized void found(BadChunk chunk) {
    bad.add(chunk);
  }

  private synchronized void found(String soundChunk) {
    chunks++;
    sound.add(soundChunk);
  }

  private synchronized void finished() {
    files++;
  }

  /** Once it has run. */
  public List<BadChunk> bad() {
    return List.copyOf(bad);
  }

  /** SHA-256s of the chunks that are there and right. */
  public DigestSet sound() {
    return sound;
  }

  /** Once it has run. */
  public long files() {
    return files;
  }

  /** Once it has run. */
  public long chunks() {
    return chunks;
  }
}
