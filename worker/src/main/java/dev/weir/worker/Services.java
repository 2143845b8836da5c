package dev.weir.worker;

import dev.weir.client.MetadataClient;
import dev.weir.client.SchedulerClient;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import jakarta.enterprise.context.ApplicationScoped;

/** The other services, on behalf of whoever a task belongs to. */
@ApplicationScoped
class Services {
  /** Before the claim says whose task it is. */
  private static final Principal WORKER = new Principal("weir-worker");

  private final ServiceHttp scheduler;
  private final ServiceHttp metadata;

  Services(WorkerConfig config) {
    this.scheduler = new ServiceHttp(config.schedulerUrl(), WORKER);
    this.metadata = new ServiceHttp(config.metadataUrl(), WORKER);
  }

  SchedulerClient scheduler() {
    return new SchedulerClient(scheduler);
  }

  SchedulerClient scheduler(Principal owner) {
    return new SchedulerClient(scheduler.as(owner));
  }

  MetadataClient metadata(Principal owner) {
    return new MetadataClient(metadata.as(owner));
  }
}
