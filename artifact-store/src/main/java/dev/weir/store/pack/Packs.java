package dev.weir.store.pack;

import dev.weir.protocol.Digest;
import dev.weir.protocol.PackUpload;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.store.StoreMetrics;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.PackedChunk;
import dev.weir.store.index.Space;
import dev.weir.store.index.Spaces;
import dev.weir.store.index.StoredPack;
import dev.weir.store.index.Upload;
import dev.weir.store.index.Uploads;
import dev.weir.store.s3.ByteRange;
import dev.weir.store.s3.S3Objects;
import dev.weir.store.s3.SignedUrls;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The packs of all projects. Nothing is indexed that was not read and checked here, and no object
 * comes into being that the index does not know of: first the upload, then the bytes, then the
 * pack.
 */
@ApplicationScoped
public class Packs {
  /** The largest pack taken. */
  public static final long LARGEST = 16L << 20;

  private final Spaces spaces;
  private final ChunkIndex index;
  private final Uploads uploads;
  private final S3Objects objects;
  private final SignedUrls urls;
  private final PackCheck check;
  private final Quotas quotas;
  private final Spool spool;
  private final StoreMetrics metrics;

  Packs(
      Spaces spaces,
      ChunkIndex index,
      Uploads uploads,
      S3Objects objects,
      SignedUrls urls,
      PackCheck check,
      Quotas quotas,
      Spool spool,
      StoreMetrics metrics) {
    this.spaces = spaces;
    this.index = index;
    this.uploads = uploads;
    this.objects = objects;
    this.urls = urls;
    this.check = check;
    this.quotas = quotas;
    this.spool = spool;
    this.metrics = metrics;
  }

  /**
   * Takes a pack that comes through this service. May be repeated.
   *
   * @return whether it is new
   */
  public boolean take(Project project, Digest digest, Principal owner, InputStream bytes)
      throws IOException {
    refuseTooLarge(digest);
    try (var file = spool.file()) {
      receive(digest, bytes, file.path());
      return keep(spaces.of(project), digest, owner, file.path(), check.chunks(file.path()));
    }
  }

  /** Stores a file that is a pack with these chunks, and that nobody else has written. */
  boolean keep(Space space, Digest digest, Principal owner, Path file, List<PackedChunk> chunks) {
    if (index.readd(space, digest, chunks).isPresent()) {
      return false;
    }
    quotas.check(space.project(), spaces.room(space), digest.size());
    var upload = uploads.begin(space, digest);
    objects.put(upload.objectKey(), digest, owner, file);
    return admit(space, upload, chunks);
  }

  /** Where a pack may be put, by its writer itself. */
  public PackUpload upload(Project project, Digest digest, Principal owner) {
    refuseTooLarge(digest);
    var space = spaces.of(project);
    quotas.check(project, spaces.room(space), digest.size());
    if (!urls.areGiven()) {
      return PackUpload.RELAYED;
    }
    var upload = uploads.begin(space, digest);
    var put = urls.put(upload.objectKey(), digest, owner);
    return new PackUpload(upload.id().toString(), put.url(), put.headers(), put.expires());
  }

  /** Reads what was put, and indexes it if it is a pack. May be repeated. */
  public void commit(Project project, Digest digest, String uploadId) throws IOException {
    var space = spaces.of(project);
    var upload = uploads.find(space, digest, id(uploadId));
    if (upload.isEmpty()) {
      if (index.pack(space, digest).isEmpty()) {
        throw new ServiceException(
            ProblemType.NOT_FOUND,
            "project %s has no upload %s of pack %s: ask for one by packs:upload"
                .formatted(project, uploadId, digest));
      }
      return;
    }
    try (var file = spool.file()) {
      fetch(upload.get(), file.path());
      admit(space, upload.get(), check.chunks(file.path()));
    } catch (ServiceException e) {
      if (e.type() == ProblemType.INVALID_PACK || e.type() == ProblemType.DIGEST_MISMATCH) {
        drop(upload.get());
      }
      throw e;
    }
  }

  private static UUID id(String upload) {
    try {
      return UUID.fromString(upload);
    } catch (IllegalArgumentException e) {
      throw new ServiceException(ProblemType.MALFORMED_REQUEST, "no upload's id: " + upload, e);
    }
  }

  private void fetch(Upload upload, Path file) throws IOException {
    var object = objects.open(upload.objectKey());
    if (object.isEmpty()) {
      throw new ServiceException(
          ProblemType.CONFLICT, "nothing was put yet under the URL of upload " + upload.id());
    }
    try (var bytes = object.get()) {
      receive(upload.pack(), bytes, file);
    }
  }

  private static void receive(Digest digest, InputStream bytes, Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      new DigestCheck(bytes, digest).transferTo(out);
    }
  }

  /** Whoever comes second, or over the quota, leaves no object behind. */
  private boolean admit(Space space, Upload upload, List<PackedChunk> chunks) {
    StoredPack pack;
    try {
      pack = index.add(space, upload, chunks, usage -> quotas.check(space.project(), usage, 0));
    } catch (ServiceException e) {
      if (e.type() == ProblemType.QUOTA_EXCEEDED) {
        drop(upload);
      }
      throw e;
    }
    if (!pack.objectKey().equals(upload.objectKey())) {
      drop(upload);
      return false;
    }
    metrics.received(upload.pack().size());
    return true;
  }

  /** Known until it is gone. */
  private void drop(Upload upload) {
    objects.delete(upload.objectKey());
    uploads.end(upload);
  }

  /** A pack as it is, for those who can't reach S3. */
  public InputStream open(Project project, Digest digest, Optional<ByteRange> range) {
    var pack = spaces.find(project).flatMap(space -> index.pack(space, digest));
    var object =
        pack.flatMap(
            found ->
                range.isPresent()
                    ? objects.open(found.objectKey(), range.get())
                    : objects.open(found.objectKey()));
    if (object.isEmpty()) {
      throw new ServiceException(
          ProblemType.BLOB_NOT_FOUND, "project " + project + " has no pack " + digest);
    }
    metrics.sent(range.map(ByteRange::length).orElse(digest.size()));
    return object.get();
  }

  private static void refuseTooLarge(Digest digest) {
    if (digest.size() > LARGEST) {
      throw new ServiceException(
          ProblemType.TOO_LARGE,
          "the pack has %d bytes; a pack may have %d".formatted(digest.size(), LARGEST));
    }
  }
}
