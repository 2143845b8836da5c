package dev.weir.store.gc;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.StoreCollection;
import dev.weir.store.index.CollectionRows;
import dev.weir.store.index.Space;
import dev.weir.store.index.Spaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Collections of garbage, when somebody asks for one or time has come. */
@ApplicationScoped
public class GarbageCollections {
  private static final Logger LOG = Logger.getLogger(GarbageCollections.class);

  /** Less, and a writer's claim on a chunk, which shows to the hour, might not be seen. */
  static final Duration LEAST_GRACE = Duration.ofHours(2);

  private final Spaces spaces;
  private final CollectionRows rows;
  private final SpaceCollection collection;
  private final GcConfig config;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("gc-timer").factory());

  GarbageCollections(
      Spaces spaces, CollectionRows rows, SpaceCollection collection, GcConfig config) {
    this.spaces = spaces;
    this.rows = rows;
    this.collection = collection;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    if (config.grace().compareTo(LEAST_GRACE) < 0) {
      throw new IllegalArgumentException(
          "gc.grace is " + config.grace() + "; with less than PT2H what is in use might go");
    }
    config
        .every()
        .ifPresent(
            every ->
                timer.scheduleWithFixedDelay(
                    this::collectAll, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void collectAll() {
    try {
      for (var space : rows.spaces()) {
        rows.begin(space, false).ifPresent(id -> collection.run(space, id, true));
      }
    } catch (RuntimeException e) {
      LOG.warn("no project was collected; the next time it is tried again", e);
    }
  }

  /** Begins one, and does not wait for its end. */
  public StoreCollection begin(Project project, boolean delete) {
    collection.requireRecord();
    var space = require(project);
    UUID id =
        rows.begin(space, !delete)
            .orElseThrow(
                () ->
                    new ServiceException(
                        ProblemType.CONFLICT,
                        "a collection of project " + project + " goes on; ask how far it is"));
    Thread.ofVirtual().name("gc").start(() -> collection.run(space, id, delete));
    return status(project);
  }

  /** The one that goes on, or the last. */
  public StoreCollection status(Project project) {
    return rows.find(require(project))
        .orElseThrow(
            () ->
                new ServiceException(
                    ProblemType.NOT_FOUND, "project " + project + " was never collected"));
  }

  private Space require(Project project) {
    return spaces
        .find(project)
        .orElseThrow(
            () ->
                new ServiceException(
                    ProblemType.NOT_FOUND, "project " + project + " has stored nothing"));
  }
}
