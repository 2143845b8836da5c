package dev.weir.artifact;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Blobs as files: {@code <root>/blobs/ab/<sha256>}. A file appears under its name only when all of
 * it is written, so processes may share a directory and be killed at any moment; what a killed one
 * leaves in {@code blobs/tmp} is removed a day later. Nothing waits for the disk: docs/adr/0013
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
      return isAt(earlierFile(digest), digest);
    } catch (IOException e) {
      throw cannotLook(digest, e);
    }
  }

  private boolean isAt(Path file, Digest digest) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == digest.size();
    } catch (IOException e) {
      throw cannotLook(digest, e);
    }
  }

  private UncheckedIOException cannotLook(Digest digest, IOException why) {
    return new UncheckedIOException("cannot look for blob " + digest + " in " + blobs, why);
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    if (contains(digest)) {
      return;
    }
    try (var blob = new NewBlob()) {
      // Not closed: the stream is the caller's.
      new VerifyingInputStream(bytes, digest, "the one who puts it").transferTo(blob.out);
      blob.publish(digest);
    } catch (CorruptBlobException e) {
      throw new ServiceException(ProblemType.DIGEST_MISMATCH, e.getMessage(), e);
    }
  }

  @Override
  public Digest put(byte[] bytes) throws IOException {
    var digest = Digest.of(bytes);
    if (contains(digest)) {
      return digest;
    }
    try (var blob = new NewBlob()) {
      blob.out.write(bytes);
      blob.publish(digest);
      return digest;
    }
  }

  /** Reads the source once: the bytes are hashed on their way to the file. */
  @Override
  public Digest put(Source source) throws IOException {
    try (var bytes = source.open();
        var blob = new NewBlob()) {
      var hashing = new HashingOutputStream(blob.out);
      bytes.transferTo(hashing);
      var digest = hashing.digest();
      if (!contains(digest)) {
        blob.publish(digest);
      }
      return digest;
    }
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    try {
      return open(file(digest), digest);
    } catch (NoSuchFileException e) {
      return openEarlier(digest);
    }
  }

  private InputStream openEarlier(Digest digest) throws IOException {
    try {
      return open(earlierFile(digest), digest);
    } catch (NoSuchFileException e) {
      throw new ServiceException(
          ProblemType.BLOB_NOT_FOUND, "no blob " + digest + " in " + blobs, e);
    }
  }

  private static InputStream open(Path file, Digest digest) throws IOException {
    return new VerifyingInputStream(
        Files.newInputStream(file),
        digest,
        file + " (delete that file, then whatever made the blob can store it again)");
  }

  /** Of one level of directories: to make one costs more than a small blob. */
  private Path file(Digest digest) {
    var sha256 = digest.sha256();
    return blobs.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  /** Where it stands in a directory that was first written before there was only one level. */
  private Path earlierFile(Digest digest) {
    var sha256 = digest.sha256();
    return blobs.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  /** A file under a name of its own, which is gone when this is closed, unless published. */
  private final class NewBlob implements AutoCloseable {
    private final Path written = temporary.resolve(unusedName());
    private final OutputStream out = create();
    private boolean published;

    private NewBlob() throws IOException {}

    private OutputStream create() throws IOException {
      try {
        return Files.newOutputStream(written, StandardOpenOption.CREATE_NEW);
      } catch (NoSuchFileException e) {
        Files.createDirectories(temporary);
        return Files.newOutputStream(written, StandardOpenOption.CREATE_NEW);
      }
    }

    void publish(Digest digest) throws IOException {
      out.close();
      var file = file(digest);
      try {
        move(written, file);
      } catch (NoSuchFileException e) {
        Files.createDirectories(file.getParent());
        move(written, file);
      }
      published = true;
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (!published) {
        Files.deleteIfExists(written);
      }
    }
  }

  /** Not secret, so it need not wait for the system's secure random numbers. */
  private static String unusedName() {
    var random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
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
