package dev.weir.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/** What this worker calls itself when it claims a task. */
@ApplicationScoped
class WorkerName {
  private final String value;

  WorkerName(WorkerConfig config) {
    this.value = config.name().orElseGet(WorkerName::ofThisProcess);
  }

  String value() {
    return value;
  }

  private static String ofThisProcess() {
    return "%s-%d-%04x"
        .formatted(
            host(), ProcessHandle.current().pid(), ThreadLocalRandom.current().nextInt(1 << 16));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker";
    }
  }
}
