package dev.weir.scheduler.record;

import dev.weir.client.MetadataClient;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.scheduler.SchedulerConfig;
import dev.weir.scheduler.run.Outbox;
import dev.weir.scheduler.run.Outbox.Entry;
import dev.weir.scheduler.run.RunRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Empties the outbox into metadata-svc, on behalf of each run's owner. What was sent and not
 * removed is sent again: storing a record twice changes nothing.
 */
@ApplicationScoped
public class MetadataRecorder implements RunRecorder {
  private static final Logger LOG = Logger.getLogger(MetadataRecorder.class);

  private static final Principal NOBODY_YET = new Principal("weir-scheduler");

  private final Outbox outbox;
  private final ServiceHttp metadata;
  private final MeterRegistry metrics;
  private final int batch;

  MetadataRecorder(Outbox outbox, SchedulerConfig config, MeterRegistry metrics) {
    this.outbox = outbox;
    this.metadata = new ServiceHttp(config.metadataUrl(), NOBODY_YET);
    this.metrics = metrics;
    this.batch = config.sweepBatch();
  }

  @Override
  public void record(RunId run) {
    send(outbox.take(run, batch));
  }

  /**
   * Sends what is due of any run.
   *
   * @return how many entries were due
   */
  public int recordDue() {
    var due = outbox.take(batch);
    send(due);
    return due.size();
  }

  /** One failure ends the round: the service is away, and the rest comes due again by itself. */
  private void send(List<Entry> entries) {
    for (var entry : entries) {
      if (!send(entry)) {
        return;
      }
    }
  }

  private boolean send(Entry entry) {
    var client = new MetadataClient(metadata.as(entry.owner()));
    try {
      entry.attempt().ifPresentOrElse(client::store, () -> client.store(entry.run()));
    } catch (ServiceException e) {
      metrics.counter("weir.scheduler.records", "result", "failed").increment();
      LOG.warnf(
          "not recorded in metadata, will be later runId=%s try=%d cause=%s",
          entry.run().id(), entry.tries(), e.getMessage());
      return !e.type().retryable();
    }
    outbox.done(entry);
    metrics.counter("weir.scheduler.records", "result", "stored").increment();
    return true;
  }
}
