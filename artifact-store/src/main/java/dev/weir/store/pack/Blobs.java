package dev.weir.store.pack;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.store.StoreConfig;
import dev.weir.store.s3.BlobObjects;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.sync.RequestBody;

/** The blobs of all projects; nothing reaches S3 before its digest is checked here. */
@ApplicationScoped
public class Blobs {
  /** A larger blob waits in a file, so that many at once need little memory. */
  private static final int IN_MEMORY = 1 << 18;

  private static final long S3_LIMIT = 5L << 30;

  private final BlobObjects objects;
  private final Path spool;
  private final long largest;
  private final Semaphore lookups;

  Blobs(BlobObjects objects, StoreConfig config) throws IOException {
    this.objects = objects;
    this.spool = config.spoolDirectory().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    this.largest = config.maxBlobSize().asLongValue();
    // Half of the connections stay free for blobs that come and go.
    this.lookups = new Semaphore(Math.max(1, config.s3Connections() / 2));
    Files.createDirectories(spool);
  }

  void start(@Observes StartupEvent event) {
    if (largest > S3_LIMIT) {
      throw new IllegalArgumentException(
          "store.max-blob-size is " + largest + "; S3 takes at most 5G in one request");
    }
  }

  public boolean contains(Project project, Digest digest) {
    return objects.contains(project, digest);
  }

  public InputStream open(Project project, Digest digest) {
    return objects
        .open(project, digest)
        .orElseThrow(
            () ->
                new ServiceException(
                    ProblemType.BLOB_NOT_FOUND, "project " + project + " has no blob " + digest));
  }

  /** Those not stored, in the order given. */
  public List<Digest> missing(Project project, Collection<Digest> digests) {
    var answers = new LinkedHashMap<Digest, Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var digest : digests) {
        answers.computeIfAbsent(
            digest, asked -> threads.submit(() -> containsInTurn(project, asked)));
      }
    }
    return answers.entrySet().stream()
        .filter(answer -> !result(answer.getValue()))
        .map(answer -> answer.getKey())
        .toList();
  }

  private boolean containsInTurn(Project project, Digest digest) throws InterruptedException {
    lookups.acquire();
    try {
      return contains(project, digest);
    } finally {
      lookups.release();
    }
  }

  private static boolean result(Future<Boolean> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ServiceException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("cannot look for a blob", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException(ProblemType.UNAVAILABLE, "this service is stopping", e);
    }
  }

  /**
   * Stores the bytes if they have that digest. May be repeated.
   *
   * @return whether the blob is new
   */
  public boolean put(Project project, Digest digest, Principal owner, InputStream bytes)
      throws IOException {
    if (digest.size() > largest) {
      throw new ServiceException(
          ProblemType.TOO_LARGE,
          "the blob has " + digest.size() + " bytes; this store takes up to " + largest);
    }
    var checked = new DigestCheck(bytes, digest);
    if (digest.size() <= IN_MEMORY) {
      var content = checked.readAllBytes();
      return objects.putNew(project, digest, owner, RequestBody.fromBytes(content));
    }
    var file = Files.createTempFile(spool, "weir-blob-", ".part");
    try {
      try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        checked.transferTo(out);
      }
      return !contains(project, digest)
          && objects.putNew(project, digest, owner, RequestBody.fromFile(file));
    } finally {
      Files.delete(file);
    }
  }
}
