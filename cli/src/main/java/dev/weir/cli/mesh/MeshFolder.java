package dev.weir.cli.mesh;

import dev.weir.history.MeshDescription;
import java.nio.file.Path;

/** Where in a state directory the mesh keeps what. */
record MeshFolder(Path root) {

  Path description() {
    return MeshDescription.file(root);
  }

  /** Locked by the supervisor as long as it lives. */
  Path lock() {
    return root.resolve("supervisor.lock");
  }

  Path log(String part) {
    return root.resolve("logs").resolve(part + ".log");
  }

  /** What survives: PostgreSQL's and S3's files. */
  Path data() {
    return root.resolve("data");
  }

  Path postmasterPid() {
    return data().resolve("postgres/data/postmaster.pid");
  }

  /** The worker's caches. */
  Path work() {
    return root.resolve("work");
  }

  /** On the command line of each process of this mesh, so that none can hide. */
  String mark() {
    return "-Dweir.mesh=" + root;
  }
}
