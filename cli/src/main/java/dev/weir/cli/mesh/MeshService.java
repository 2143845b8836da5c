package dev.weir.cli.mesh;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The services and the worker, in the order in which they stop. */
enum MeshService {
  WORKER("worker", 8083),
  SCHEDULER("scheduler-svc", 8081),
  METADATA("metadata-svc", 8080),
  ARTIFACT_STORE("artifact-store", 8082);

  private final String title;
  private final int port;

  MeshService(String title, int port) {
    this.title = title;
    this.port = port;
  }

  String title() {
    return title;
  }

  int usualPort() {
    return port;
  }

  /** What a service is told besides: who it talks to, and where its own things are. */
  record Surroundings(
      AwsStandIn aws, Map<MeshService, URI> urls, int slots, Path taskRuntime, Path work) {

    private String url(MeshService service) {
      return urls.get(service).toString();
    }
  }

  /** The same keys as in the AWS stack, with other values. */
  Map<String, String> environment(Surroundings around) {
    var environment = new HashMap<>(around.aws().environment());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(around.urls().get(this).getPort()));
    switch (this) {
      case METADATA -> environment.putAll(around.aws().database("metadata").environment());
      case ARTIFACT_STORE -> {
        environment.putAll(around.aws().database("artifacts").environment());
        environment.put("STORE_BUCKET", around.aws().s3().bucket());
        environment.put("GC_METADATA_URL", around.url(METADATA));
        environment.put("GC_SCHEDULER_URL", around.url(SCHEDULER));
      }
      case SCHEDULER -> {
        environment.putAll(around.aws().database("scheduler").environment());
        environment.put("SCHEDULER_METADATA_URL", around.url(METADATA));
        environment.put("SCHEDULER_ARTIFACT_STORE_URL", around.url(ARTIFACT_STORE));
      }
      case WORKER -> {
        environment.put("WORKER_SCHEDULER_URL", around.url(SCHEDULER));
        environment.put("WORKER_METADATA_URL", around.url(METADATA));
        environment.put("WORKER_ARTIFACT_STORE_URL", around.url(ARTIFACT_STORE));
        environment.put("WORKER_SLOTS", Integer.toString(around.slots()));
        environment.put("WORKER_TASK_RUNTIME_LIB", around.taskRuntime().toString());
        environment.put("WORKER_WORK_DIR", around.work().toString());
      }
    }
    return environment;
  }
}
