package dev.weir.artifact;

import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
 * of it is written, so processes may share a directory and be killed at any moment; what a killed
 * one leaves in {@code blobs/tmp} is removed a day later. Nothing waits for the disk: docs/adr/0013
 * says what that means when the machine itself dies.
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
    var written = newFile();
    try (var out = Files.newOutputStream(written, StandardOpenOption.CREATE_NEW)) {
      // Not closed: the stream is the caller's.
      new VerifyingInputStream(bytes, digest, "the one who puts it").transferTo(out);
      publish(written, digest);
    } catch (CorruptBlobException e) {
      throw new ServiceException(ProblemType.DIGEST_MISMATCH, e.getMessage(), e);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  public Digest put(byte[] bytes) throws IOException {
    var digest = Digest.of(bytes);
    if (contains(digest)) {
      return digest;
    }
    var written = newFile();
    try {
      Files.write(written, bytes, StandardOpenOption.CREATE_NEW);
      publish(written, digest);
      return digest;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Reads the source once: the bytes are hashed on their way to the file. */
  @Override
  public Digest put(Source source) throws IOException {
    var written = newFile();
    try (var bytes = source.open()) {
      Digest digest;
      try (var out =
          new HashingOutputStream(Files.newOutputStream(written, StandardOpenOption.CREATE_NEW))) {
        bytes.transferTo(out);
        digest = out.digest();
      }
      if (!contains(digest)) {
        publish(written, digest);
      }
      return digest;
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

  private Path newFile() throws IOException {
    Files.createDirectories(temporary);
    return temporary.resolve(UUID.randomUUID().toString());
  }

  private void publish(Path written, Digest digest) throws IOException {
    var file = file(digest);
    try {
      move(written, file);
    } catch (NoSuchFileException e) {
      Files.createDirectories(file.getParent());
      move(written, file);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
