package dev.weir.store.index;

import dev.weir.protocol.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** What is on its way. Known before any byte is sent, so that nothing in S3 is ever forgotten. */
@ApplicationScoped
public class Uploads {
  private final Database database;
  private final Clock clock;

  Uploads(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Each upload is an object of its own: deleting one never races another of equal bytes. */
  public Upload begin(Space space, Digest pack) {
    var id = UUID.randomUUID();
    var upload = new Upload(id, pack, key(space, pack, id));
    database.update(
        "insert into upload (id, space, sha, size, object_key, created_at) values (?, ?, ?, ?, ?, ?)",
        id,
        space.id(),
        Database.bytes(pack.sha256()),
        pack.size(),
        upload.objectKey(),
        OffsetDateTime.now(clock));
    return upload;
  }

  private static String key(Space space, Digest pack, UUID id) {
    return "projects/%s/packs/%s/%s-%s"
        .formatted(
            space.project(),
            pack.sha256().substring(0, 2),
            pack.sha256(),
            id.toString().substring(0, 8));
  }

  /** Nothing for an upload of another project, or of other bytes. */
  public Optional<Upload> find(Space space, Digest pack, UUID id) {
    return database.queryOne(
        "select object_key from upload where id = ? and space = ? and sha = ? and size = ?",
        row -> new Upload(id, pack, row.getString(1)),
        id,
        space.id(),
        Database.bytes(pack.sha256()),
        pack.size());
  }

  /**
   * @return whether it was still known; when not, its object may be gone any moment
   */
  public boolean end(Upload upload) {
    return database.update("delete from upload where id = ?", upload.id()) == 1;
  }
}
