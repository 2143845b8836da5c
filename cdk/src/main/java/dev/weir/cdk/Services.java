package dev.weir.cdk;

import static dev.weir.cdk.Part.ARTIFACT_STORE;
import static dev.weir.cdk.Part.METADATA_SVC;
import static dev.weir.cdk.Part.SCHEDULER_SVC;
import static dev.weir.cdk.Part.WORKER;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/** The four parts: what each is told, what each may touch, and who calls whom. */
final class Services extends Construct {
  /** Leaves time to give back what has not ended, before {@link PartTask#DRAINS_FOR} is over. */
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(100);

  private final WeirSettings settings;
  private final Mesh mesh;
  private final Images images;
  private final PartService metadata;
  private final PartService scheduler;
  private final PartService artifactStore;
  private final PartService worker;

  Services(Construct scope, WeirSettings settings, Mesh mesh, Backends backends) {
    super(scope, "Services");
    this.settings = settings;
    this.mesh = mesh;
    images = new Images(this);
    metadata = metadata(backends.database());
    artifactStore = artifactStore(backends.storage(), backends.database());
    scheduler = scheduler(backends.database(), backends.queues());
    worker = worker(backends.queues());
    scheduler.calls(metadata);
    scheduler.calls(artifactStore);
    List.of(metadata, artifactStore, scheduler).forEach(worker::calls);
  }

  /** What the services keep their state in. */
  record Backends(Storage storage, Queues queues, Database database) {}

  /** The parts that others call. */
  List<PartService> servers() {
    return List.of(metadata, scheduler, artifactStore);
  }

  PartService worker() {
    return worker;
  }

  private PartService metadata(Database database) {
    var task = serverTask(METADATA_SVC, database.environment("metadata"), database.credentials());
    var service = PartService.server(this, task, mesh, settings);
    database.allowFrom(service.service());
    return service;
  }

  private PartService scheduler(Database database, Queues queues) {
    var environment = new HashMap<>(database.environment("scheduler"));
    environment.put("SCHEDULER_METADATA_URL", METADATA_SVC.url());
    environment.put("SCHEDULER_ARTIFACT_STORE_URL", ARTIFACT_STORE.url());
    environment.put("SCHEDULER_QUEUES_TASKS", Queues.TASKS);
    environment.put("SCHEDULER_QUEUES_TASK_EVENTS", Queues.TASK_EVENTS);
    environment.put("SCHEDULER_LEASE", settings.lease().toString());
    var task = serverTask(SCHEDULER_SVC, environment, database.credentials());
    queues.tasks().grantSendMessages(task.role());
    queues.taskEvents().grantConsumeMessages(task.role());
    var service = PartService.server(this, task, mesh, settings);
    database.allowFrom(service.service());
    return service;
  }

  private PartService artifactStore(Storage storage, Database database) {
    var environment = new HashMap<>(database.environment("artifacts"));
    environment.put("STORE_BUCKET", storage.bucketName());
    var task = serverTask(ARTIFACT_STORE, environment, database.credentials());
    storage.grantBlobs(task.role());
    var service = PartService.server(this, task, mesh, settings);
    database.allowFrom(service.service());
    return service;
  }

  /** Neither bucket nor database: a flow's code runs with what the worker may do. */
  private PartService worker(Queues queues) {
    var workers = settings.workers();
    var environment =
        Map.of(
            "WORKER_SCHEDULER_URL", SCHEDULER_SVC.url(),
            "WORKER_METADATA_URL", METADATA_SVC.url(),
            "WORKER_ARTIFACT_STORE_URL", ARTIFACT_STORE.url(),
            "WORKER_QUEUES_TASKS", Queues.TASKS,
            "WORKER_QUEUES_TASK_EVENTS", Queues.TASK_EVENTS,
            "WORKER_VISIBILITY", Queues.visibility(settings).toString(),
            "WORKER_DRAIN_TIMEOUT", DRAIN_TIMEOUT.toString(),
            "WORKER_SLOTS", Integer.toString(workers.slots()));
    var shape = new TaskShape(workers.size(), workers.diskGib(), environment, Map.of());
    var task = new PartTask(this, WORKER, shape, images, settings);
    queues.tasks().grantConsumeMessages(task.role());
    queues.taskEvents().grantSendMessages(task.role());
    return PartService.client(this, task, mesh, workers.spot());
  }

  private PartTask serverTask(
      Part part, Map<String, String> environment, Map<String, Secret> secrets) {
    var shape =
        new TaskShape(settings.serviceSize(), TaskShape.LEAST_DISK_GIB, environment, secrets);
    return new PartTask(this, part, shape, images, settings);
  }
}
