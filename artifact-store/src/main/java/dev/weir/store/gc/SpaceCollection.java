package dev.weir.store.gc;

import dev.weir.artifact.ChunkedBlobStore;
import dev.weir.artifact.RecordCache;
import dev.weir.client.MetadataClient;
import dev.weir.client.SchedulerClient;
import dev.weir.client.ServiceHttp;
import dev.weir.gc.BlobManifests;
import dev.weir.gc.Collector;
import dev.weir.gc.DigestSet;
import dev.weir.gc.PassReport;
import dev.weir.gc.Retention;
import dev.weir.gc.RunNeeds;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.StoreCollection;
import dev.weir.protocol.StoreCollection.Amount;
import dev.weir.protocol.StoreCollection.State;
import dev.weir.store.StoreConfig;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.CollectionRows;
import dev.weir.store.index.PackStates;
import dev.weir.store.index.Space;
import dev.weir.store.index.Uploads;
import dev.weir.store.s3.S3Objects;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One collection of one space, from the record of its runs to the objects that go. */
@ApplicationScoped
class SpaceCollection {
  private static final Logger LOG = Logger.getLogger(SpaceCollection.class);
  private static final Principal COLLECTOR = new Principal("artifact-store");

  /** URLs that were handed out for them have ended long before. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final Duration BEAT = Duration.ofSeconds(10);

  private final ChunkIndex index;
  private final PackStates states;
  private final Uploads uploads;
  private final S3Objects objects;
  private final CollectionRows rows;
  private final GcConfig config;
  private final Path spool;
  private final Clock clock;

  SpaceCollection(
      ChunkIndex index,
      PackStates states,
      Uploads uploads,
      S3Objects objects,
      CollectionRows rows,
      GcConfig config,
      StoreConfig store,
      Clock clock) {
    this.index = index;
    this.states = states;
    this.uploads = uploads;
    this.objects = objects;
    this.rows = rows;
    this.config = config;
    this.spool = store.spoolDirectory().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    this.clock = clock;
  }

  /** Refuses where nobody says which runs there are. */
  void requireRecord() {
    if (config.metadataUrl().isEmpty() || config.schedulerUrl().isEmpty()) {
      throw new ServiceException(
          ProblemType.CONFLICT,
          "this store does not know where the record of runs is: set gc.metadata-url and"
              + " gc.scheduler-url (GC_METADATA_URL, GC_SCHEDULER_URL)");
    }
  }

  /** To its end, whatever that is, which is then told by its row. */
  void run(Space space, UUID id, boolean delete) {
    var began = clock.instant();
    try {
      requireRecord();
      var ended = collect(space, began, delete, new Beat(space, id));
      rows.end(space, id, ended);
      LOG.infof(
          "collected project=%s preview=%s droppedRuns=%d deleted=%s",
          space.project(), !delete, ended.droppedRuns(), ended.amounts().get("deleted"));
    } catch (IOException | RuntimeException e) {
      LOG.warnf(e, "collection failed, the next one goes on project=%s", space.project());
      rows.end(space, id, failed(began, delete, String.valueOf(e.getMessage())));
    }
  }

  private StoreCollection failed(Instant began, boolean delete, String why) {
    return new StoreCollection(State.FAILED, !delete, began, clock.instant(), why, 0, 0, Map.of());
  }

  /** Says that this goes on, and stops it where another has begun since. */
  private final class Beat implements Runnable {
    private final Space space;
    private final UUID id;
    private @Nullable Instant last;

    Beat(Space space, UUID id) {
      this.space = space;
      this.id = id;
    }

    @Override
    public void run() {
      var now = clock.instant();
      var before = last;
      if (before != null && now.isBefore(before.plus(BEAT))) {
        return;
      }
      if (!rows.isAlive(space, id)) {
        throw new ServiceException(ProblemType.CONFLICT, "another collection has begun since");
      }
      last = now;
    }
  }

  private StoreCollection collect(Space space, Instant began, boolean delete, Runnable alive)
      throws IOException {
    var metadata = new MetadataClient(http(config.metadataUrl()));
    var scheduler = new SchedulerClient(http(config.schedulerUrl()));
    var chunks = new SpaceChunks(space, index, objects);
    var needs =
        new RunNeeds(
            new MeshRuns(space.project(), scheduler, metadata, alive),
            new RecordCache(new ChunkedBlobStore(chunks)),
            new BlobManifests(chunks),
            retention(config),
            (run, by) -> {
              if (delete) {
                metadata.collect(run, by);
              }
            },
            clock);
    var files = new PackFiles(space, states, uploads, objects, spool, alive);
    var collector =
        new Collector(() -> marked(needs), files, config.grace(), config.rewriteBelow(), clock);
    if (!delete) {
      return ended(began, true, needs, collector.preview());
    }
    files.endDeletions();
    while (states.forgetUpload(space, ABANDONED, objects::delete)) {
      alive.run();
    }
    return ended(began, false, needs, collector.collect());
  }

  /**
   * Here, unlike on a laptop, whatever a run has must be there: else nobody knows what it names.
   */
  private static DigestSet marked(RunNeeds needs) throws IOException {
    var marked = needs.marked();
    if (needs.damaged() > 0) {
      var first = needs.damages().getFirst();
      throw new IOException(
          "%d blobs of kept runs can't be read, so nothing goes; the first is %s: %s. Repair them,"
                  .formatted(needs.damaged(), first.use().text(), first.why())
              + " or give such a run up by PUT /v1/runs/{run}/collected of metadata-svc");
    }
    return marked;
  }

  private static ServiceHttp http(Optional<URI> url) {
    return new ServiceHttp(url.orElseThrow(), COLLECTOR);
  }

  static Retention retention(GcConfig config) {
    var projects = new HashMap<String, Retention>();
    config
        .projects()
        .forEach(
            (name, rules) ->
                projects.put(
                    name,
                    new Retention(
                        rules.keepFor().orElse(null),
                        rules.keepLast().orElse(null),
                        rules.keepTags(),
                        null)));
    return new Retention(
        config.keepFor().orElse(null), config.keepLast().orElse(null), config.keepTags(), projects);
  }

  private StoreCollection ended(Instant began, boolean preview, RunNeeds needs, PassReport pass) {
    var amounts =
        Map.of(
            "kept", amount(pass.kept()),
            "spared", amount(pass.spared()),
            "condemned", amount(pass.condemned()),
            "waiting", amount(pass.waiting()),
            "restored", amount(pass.restored()),
            "deleted", amount(pass.deleted()),
            "rewritten", amount(pass.rewritten()),
            "scattered", amount(pass.scattered()));
    return new StoreCollection(
        State.DONE,
        preview,
        began,
        clock.instant(),
        null,
        needs.kept(),
        needs.dropped().size(),
        amounts);
  }

  private static Amount amount(PassReport.Amount amount) {
    return new Amount(amount.files(), amount.chunks(), amount.bytes());
  }
}
