package dev.weir.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The two queues between scheduler and workers, each with a queue for what nobody can handle. */
final class Queues extends Construct {
  static final String TASKS = "weir-tasks";
  static final String TASK_EVENTS = "weir-task-events";
  static final String DLQ_SUFFIX = "-dlq";

  /** Messages are hints that the scheduler's timer repeats, so a few deliveries are enough. */
  private static final int MAX_RECEIVE_COUNT = 10;

  private static final int KEPT_DAYS = 4;

  /** A message keeps its first date when it moves, so dead letters must be kept longer. */
  private static final int DEAD_LETTERS_KEPT_DAYS = 14;

  private final Queue tasksDlq;
  private final Queue tasks;
  private final Queue taskEventsDlq;
  private final Queue taskEvents;

  Queues(Construct scope, WeirSettings settings) {
    super(scope, "Queues");
    // Longer than a lease: when a hint comes back, the attempt of a worker that died can be
    // claimed.
    var visibility = Duration.seconds(settings.lease().multipliedBy(2).toSeconds());
    tasksDlq = deadLetters("TasksDlq", TASKS);
    tasks = queue("Tasks", TASKS, tasksDlq, visibility);
    taskEventsDlq = deadLetters("TaskEventsDlq", TASK_EVENTS);
    taskEvents = queue("TaskEvents", TASK_EVENTS, taskEventsDlq, visibility);
  }

  /** Longer than a lease: when a hint comes back, what a dead worker had claimed is free again. */
  static java.time.Duration visibility(WeirSettings settings) {
    return settings.lease().multipliedBy(2);
  }

  Queue tasks() {
    return tasks;
  }

  Queue taskEvents() {
    return taskEvents;
  }

  List<Queue> deadLetters() {
    return List.of(tasksDlq, taskEventsDlq);
  }

  private Queue deadLetters(String id, String name) {
    return builder(id, name + DLQ_SUFFIX, DEAD_LETTERS_KEPT_DAYS).build();
  }

  private Queue queue(String id, String name, Queue dlq, Duration visibility) {
    return builder(id, name, KEPT_DAYS)
        .visibilityTimeout(visibility)
        .deadLetterQueue(
            DeadLetterQueue.builder().queue(dlq).maxReceiveCount(MAX_RECEIVE_COUNT).build())
        .build();
  }

  private Queue.Builder builder(String id, String name, int keptDays) {
    return Queue.Builder.create(this, id)
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(keptDays))
        .removalPolicy(RemovalPolicy.DESTROY);
  }
}
