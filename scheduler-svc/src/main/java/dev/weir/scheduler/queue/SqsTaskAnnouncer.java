package dev.weir.scheduler.queue;

import dev.weir.client.Json;
import dev.weir.scheduler.run.Announcement;
import dev.weir.scheduler.run.TaskAnnouncer;
import io.smallrye.reactive.messaging.aws.sqs.SqsOutboundMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Sends TaskReady. The message group makes the queue fair between projects; it orders nothing. */
@ApplicationScoped
class SqsTaskAnnouncer implements TaskAnnouncer {
  private static final Logger LOG = Logger.getLogger(SqsTaskAnnouncer.class);

  private final Emitter<String> tasks;

  /** Whoever announces waits for the answers, so what is buffered is bounded by who announces. */
  SqsTaskAnnouncer(
      @Channel("tasks") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<String> tasks) {
    this.tasks = tasks;
  }

  @Override
  public List<Announcement> announce(List<Announcement> announcements) {
    var sending = announcements.stream().map(this::send).toList();
    var failed = new ArrayList<Announcement>();
    for (int i = 0; i < sending.size(); i++) {
      var announcement = announcements.get(i);
      try {
        sending.get(i).join();
      } catch (CompletionException e) {
        failed.add(announcement);
        LOG.warnf(
            "task not announced, will be later runId=%s taskId=%s attempt=%d cause=%s",
            announcement.task().runId(),
            announcement.task().taskId(),
            announcement.task().attempt(),
            e.getCause());
      }
    }
    return failed;
  }

  private CompletableFuture<Void> send(Announcement announcement) {
    var sent = new CompletableFuture<Void>();
    var group = SqsOutboundMetadata.builder().groupId(announcement.project().value()).build();
    tasks.send(
        Message.of(
            Json.text(announcement.task()),
            Metadata.of(group),
            () -> {
              sent.complete(null);
              return CompletableFuture.completedFuture(null);
            },
            failure -> {
              sent.completeExceptionally(failure);
              return CompletableFuture.completedFuture(null);
            }));
    return sent;
  }
}
