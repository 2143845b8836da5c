package dev.weir.artifact;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Blobs as files: {@code <root>/blobs/ab/cd/<sha256>}. A file appears under its name only when all
 * of it is on disk, so processes may share a directory and be killed at any moment; what a killed
 * one leaves in {@code blobs/tmp} is removed a day later.
 */
public final class LocalBlobStore implements BlobStore {
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path blobs;
  private final Path temporary;

  /**
   * @param root the directory that holds {@code blobs/}; made when it is first written to
   */
  public LocalBlobStore(Path root) {
    this.blobs = root.resolve("blobs");
    this.temporary = blobs.resolve("tmp");
    removeAbandoned();
  }

  @Override
  public boolean contains(Digest digest) {
    try {
      return Files.size(file(digest)) == digest.size();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for blob " + digest + " in " + blobs, e);
    }
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    if (contains(digest)) {
      return;
    }
    Files.createDirectories(temporary);
    var written = temporary.resolve(UUID.randomUUID().toString());
    try {
      write(digest, bytes, written);
      publish(written, file(digest));
    } catch (CorruptBlobException e) {
      throw new ServiceException(ProblemType.DIGEST_MISMATCH, e.getMessage(), e);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    var file = file(digest);
    try {
      return new VerifyingInputStream(
          Files.newInputStream(file),
          digest,
          file + " (delete that file, then whatever made the blob can store it again)");
    } catch (NoSuchFileException e) {
      throw new ServiceException(
          ProblemType.BLOB_NOT_FOUND, "no blob " + digest + " in " + blobs, e);
    }
  }

  private Path file(Digest digest) {
    var sha256 = digest.sha256();
    return blobs.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  private static void write(Digest digest, InputStream bytes, Path file) throws IOException {
    try (var channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var out = Channels.newOutputStream(channel)) {
      // Not closed: the stream is the caller's.
      new VerifyingInputStream(bytes, digest, "the one who puts it").transferTo(out);
      channel.force(true);
    }
  }

  /** The rename, made to last: without the directories on disk the name could be lost. */
  private void publish(Path written, Path file) throws IOException {
    var directory = file.getParent();
    Files.createDirectories(directory);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (var each = directory; each.startsWith(blobs); each = each.getParent()) {
      force(each);
    }
  }

  private static void force(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void removeAbandoned() {
    var before = Instant.now().minus(ABANDONED);
    try (var files = Files.newDirectoryStream(temporary)) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      return; // Nothing written yet, or another process was faster.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + temporary, e);
    }
  }
}
