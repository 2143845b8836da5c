package dev.weir.cdk;

/**
 * A part of the mesh that runs as a service of its own, under the name and port the others know.
 */
enum Part {
  METADATA_SVC("metadata-svc", 8080),
  SCHEDULER_SVC("scheduler-svc", 8081),
  ARTIFACT_STORE("artifact-store", 8082),
  WORKER("worker", 8083);

  /** The Service Connect namespace; a part answers at its id within it. */
  static final String NAMESPACE = "weir.local";

  private final String id;
  private final int port;

  Part(String id, int port) {
    this.id = id;
    this.port = port;
  }

  /** Module, image, log group and Service Connect name in one. */
  String id() {
    return id;
  }

  int port() {
    return port;
  }

  String host() {
    return id + "." + NAMESPACE;
  }

  String url() {
    return "http://" + host() + ":" + port;
  }

  String repository() {
    return "weir/" + id;
  }
}
