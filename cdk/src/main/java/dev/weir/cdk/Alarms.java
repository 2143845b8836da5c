package dev.weir.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** What a person should look at: messages nobody could handle, and a database that fills up. */
final class Alarms extends Construct {
  private static final long FREE_BYTES_WANTED = 2L << 30;

  private final List<Alarm> alarms = new ArrayList<>();

  Alarms(Construct scope) {
    super(scope, "Alarms");
  }

  void watchDeadLetters(Queue dlq) {
    alarms.add(
        Alarm.Builder.create(this, dlq.getNode().getId())
            .alarmDescription("A message was given up after its last delivery: see docs/aws.md.")
            .metric(dlq.metricApproximateNumberOfMessagesVisible(over(5, "Maximum")))
            .threshold(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  void watchStorage(Database database) {
    alarms.add(
        Alarm.Builder.create(this, "DatabaseStorage")
            .alarmDescription("The database has less than 2 GiB left and grows no further.")
            .metric(database.instance().metricFreeStorageSpace(over(5, "Minimum")))
            .threshold(FREE_BYTES_WANTED)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .evaluationPeriods(3)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  /** Call it last: it covers the alarms there are. */
  void mailTo(String address) {
    var topic = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
    topic.addSubscription(new EmailSubscription(address));
    alarms.forEach(alarm -> alarm.addAlarmAction(new SnsAction(topic)));
  }

  private static MetricOptions over(int minutes, String statistic) {
    return MetricOptions.builder().period(Duration.minutes(minutes)).statistic(statistic).build();
  }
}
