package dev.weir.artifact;

import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.client.Retry;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Digest;
import dev.weir.protocol.MissingBlobs;
import dev.weir.protocol.MissingBlobsRequest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A project's blobs in artifact-store. Asks again while the service is away, checks what it sends
 * and what it receives, and takes no more than {@value #IN_MEMORY} bytes of a blob into memory: a
 * larger one waits in a temporary file, for a request may have to be repeated.
 */
public final class RemoteBlobStore implements BlobStore {
  /** Up to here a blob is sent without asking first whether it is there. */
  private static final int SENT_UNASKED = 1 << 16;

  private static final int IN_MEMORY = 1 << 20;

  /** Added to what a request may take, for each MiB of its body. */
  private static final Duration PER_MEBIBYTE = Duration.ofSeconds(1);

  private final ServiceHttp http;
  private final String path;
  private final Retry retry;

  public RemoteBlobStore(ServiceHttp http, Project project) {
    this(http, project, new Retry());
  }

  RemoteBlobStore(ServiceHttp http, Project project, Retry retry) {
    this.http = http;
    this.path = "/v1/projects/" + ServiceHttp.encode(project) + "/blobs";
    this.retry = retry;
  }

  @Override
  public boolean contains(Digest digest) {
    return missing(List.of(digest)).isEmpty();
  }

  @Override
  public Set<Digest> missing(Collection<Digest> digests) {
    var asked = new ArrayList<>(new LinkedHashSet<>(digests));
    var missing = new LinkedHashSet<Digest>();
    for (var from = 0; from < asked.size(); from += MissingBlobsRequest.LIMIT) {
      var to = Math.min(from + MissingBlobsRequest.LIMIT, asked.size());
      var request = new MissingBlobsRequest(asked.subList(from, to));
      missing.addAll(
          retry.call(() -> http.post(path + ":missing", request, MissingBlobs.class)).missing());
    }
    return missing;
  }

  @Override
  public void put(Digest digest, InputStream bytes) throws IOException {
    if (digest.size() > SENT_UNASKED && contains(digest)) {
      return;
    }
    // Not closed: the stream is the caller's.
    var checked = new VerifyingInputStream(bytes, digest, "the one who puts it");
    try {
      if (digest.size() > IN_MEMORY) {
        putThroughFile(digest, checked);
        return;
      }
      var body = checked.readAllBytes();
      send(digest, () -> BodyPublishers.ofByteArray(body));
    } catch (CorruptBlobException e) {
      throw new ServiceException(ProblemType.DIGEST_MISMATCH, e.getMessage(), e);
    }
  }

  private void putThroughFile(Digest digest, InputStream bytes) throws IOException {
    var file = Files.createTempFile("weir-put-", ".blob");
    try {
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      send(digest, () -> contentOf(file));
    } finally {
      Files.delete(file);
    }
  }

  private static BodyPublisher contentOf(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("the file to send is gone", e);
    }
  }

  private void send(Digest digest, Supplier<BodyPublisher> body) {
    retry.call(
        () -> {
          var request =
              http.request(path(digest))
                  .timeout(timeout(digest))
                  .header("Content-Type", "application/octet-stream")
                  .PUT(body.get());
          return http.send(request, path(digest), BodyHandlers.ofByteArray());
        });
  }

  private static Duration timeout(Digest digest) {
    return Duration.ofMinutes(1).plus(PER_MEBIBYTE.multipliedBy(digest.size() >> 20));
  }

  @Override
  public InputStream open(Digest digest) throws IOException {
    var bytes =
        new VerifyingInputStream(
            new ResumingInputStream(() -> openOnce(digest)), digest, "artifact-store");
    if (digest.size() > IN_MEMORY) {
      return bytes;
    }
    // Checked as a whole before any of it is handed out, which is as cheap for a small blob.
    try (bytes) {
      return new ByteArrayInputStream(bytes.readAllBytes());
    }
  }

  @Override
  public InputStream open(Digest digest, long from, long end) throws IOException {
    var bytes = open(digest);
    bytes.skipNBytes(from);
    return new FirstBytes(bytes, end - from);
  }

  @Override
  public byte[] read(Digest digest) throws IOException {
    try (var bytes = open(digest)) {
      return bytes.readAllBytes();
    }
  }

  @Override
  public void read(Collection<Digest> digests, Reader reader) throws IOException {
    for (var digest : digests) {
      reader.take(digest, read(digest));
    }
  }

  @Override
  public Digest put(InputStream bytes) throws IOException {
    var file = Files.createTempFile("weir-put-", ".blob");
    try {
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      Digest digest;
      try (var in = Files.newInputStream(file)) {
        digest = Digest.of(in);
      }
      if (!contains(digest)) {
        send(digest, () -> contentOf(file));
      }
      return digest;
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public Batch batch() {
    return new Batch() {
      @Override
      public void put(Digest digest, InputStream bytes) throws IOException {
        RemoteBlobStore.this.put(digest, bytes);
      }

      @Override
      public Digest put(InputStream bytes) throws IOException {
        return RemoteBlobStore.this.put(bytes);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private InputStream openOnce(Digest digest) {
    return retry.call(() -> http.getBytes(path(digest)));
  }

  private String path(Digest digest) {
    return path + "/" + ServiceHttp.encode(digest);
  }
}
