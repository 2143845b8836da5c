package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The packs of a directory, which other processes add to and take from. */
final class LocalPacks {
  /** Two changes within so much time may leave a directory with one time. */
  private static final Duration TICK = Duration.ofMillis(100);

  private final Path directory;
  private final NewFiles newFiles;
  private final Map<Path, Known> packs = new ConcurrentHashMap<>();

  /** Packs that can't be opened, and why. */
  private final Map<Path, String> damaged = new ConcurrentHashMap<>();

  /** When the directory had been changed last before it was read; null before that. */
  private volatile @Nullable FileTime read;

  /** An open pack, and when this process last told others that it counts on it. */
  private static final class Known {
    private final Pack pack;
    private volatile Instant touched = Instant.MIN;

    Known(Pack pack) {
      this.pack = pack;
    }
  }

  /** A chunk's place. */
  record Found(Pack pack, PackEntry entry) {}

  LocalPacks(Path directory, NewFiles newFiles) {
    this.directory = directory;
    this.newFiles = newFiles;
  }

  /** Whether the directory was looked at. */
  boolean isKnown() {
    return read != null;
  }

  NewFiles.NewFile create() throws IOException {
    return newFiles.create();
  }

  void publish(NewFiles.NewFile pack) throws IOException {
    pack.publish(directory.resolve(NewFiles.unusedName() + LocalLayout.PACK));
  }

  /** Sees what others have added and taken since it was last called. */
  void refresh() throws IOException {
    FileTime changed;
    try {
      changed = Files.getLastModifiedTime(directory);
    } catch (NoSuchFileException e) {
      changed = FileTime.fromMillis(0);
    }
    if (!changed.equals(read)) {
      readAgain(changed);
    }
  }

  private synchronized void readAgain(FileTime changed) throws IOException {
    if (changed.equals(read)) {
      return;
    }
    var gone = new HashSet<>(packs.keySet());
    try (var files = Files.newDirectoryStream(directory, "*" + LocalLayout.PACK)) {
      for (var file : files) {
        gone.remove(file);
        if (!packs.containsKey(file)) {
          add(file);
        }
      }
    } catch (NoSuchFileException e) {
      // No pack was ever written here.
    }
    // Not closed: another thread may be reading from it. The channel goes with the last reference.
    packs.keySet().removeAll(gone);
    damaged.keySet().removeIf(file -> !Files.exists(file));
    var settled = changed.toInstant().plus(TICK).isBefore(Instant.now());
    read = settled ? changed : FileTime.from(Instant.MIN);
  }

  private void add(Path file) throws IOException {
    try {
      packs.put(file, new Known(Pack.open(file)));
    } catch (NoSuchFileException e) {
      // Taken away since the directory was read.
    } catch (IOException e) {
      damaged.put(file, String.valueOf(e.getMessage()));
    }
  }

  /** What is wrong with packs that may hold what nothing else holds; empty where nothing is. */
  String damage() {
    return String.join("; ", damaged.values());
  }

  Optional<Found> find(String sha256) {
    for (var known : packs.values()) {
      var entry = known.pack.find(sha256);
      if (entry.isPresent()) {
        return Optional.of(new Found(known.pack, entry.get()));
      }
    }
    return Optional.empty();
  }

  /** Whether a pack holds the chunk; then a collector is told that somebody counts on it. */
  boolean use(Digest chunk) throws IOException {
    for (var known : packs.values()) {
      var entry = known.pack.find(chunk.sha256());
      if (entry.isPresent() && entry.get().chunk().size() == chunk.size() && touch(known)) {
        return true;
      }
    }
    return false;
  }

  private static boolean touch(Known known) throws IOException {
    var now = Instant.now();
    if (known.touched.isAfter(now.minus(LocalChunks.TOUCHED.dividedBy(2)))) {
      return true;
    }
    try {
      LocalChunks.touch(known.pack.file(), Files.getLastModifiedTime(known.pack.file()));
      known.touched = now;
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Whether a pack holds the chunk; then it is written into the target. */
  boolean read(Digest chunk, byte[] target, int offset) throws IOException {
    var found = find(chunk.sha256());
    if (found.isEmpty()) {
      return false;
    }
    var entry = found.get().entry();
    if (entry.chunk().size() != chunk.size()) {
      throw new CorruptBlobException(
          chunk, found.get().pack().file().toString(), "the pack's table tells another size");
    }
    found.get().pack().read(entry, target, offset);
    return true;
  }
}
