package dev.weir.cdk;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.AdjustmentTier;
import software.amazon.awscdk.services.applicationautoscaling.AdjustmentType;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.MetricAggregationType;
import software.amazon.awscdk.services.applicationautoscaling.StepScalingAction;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.ApplicationScalingAction;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Makes the number of workers follow the queue: more while tasks wait, back to the least when
 * nothing waits and nothing runs.
 *
 * <p>In between it takes none away: ECS would choose which, and might choose a busy one.
 */
final class WorkerScaling extends Construct {
  private static final MetricOptions EACH_MINUTE =
      MetricOptions.builder().period(Duration.minutes(1)).statistic("Maximum").build();

  private final WorkerSettings settings;
  private final CfnScalableTarget workers;

  WorkerScaling(Construct scope, FargateService service, Queue tasks, WorkerSettings settings) {
    super(scope, "WorkerScaling");
    this.settings = settings;
    var cluster = service.getCluster().getClusterName();
    workers =
        CfnScalableTarget.Builder.create(this, "Workers")
            .serviceNamespace("ecs")
            .scalableDimension("ecs:service:DesiredCount")
            .resourceId("service/" + cluster + "/" + service.getServiceName())
            .minCapacity(settings.min())
            .maxCapacity(settings.max())
            .build();
    addWhileTasksWait(tasks.metricApproximateNumberOfMessagesVisible(EACH_MINUTE));
    leaveWhenIdle(
        MathExpression.Builder.create()
            .expression("waiting + running")
            .label("tasks that wait or run")
            .usingMetrics(
                new TreeMap<>(
                    Map.of(
                        "waiting", tasks.metricApproximateNumberOfMessagesVisible(EACH_MINUTE),
                        "running", tasks.metricApproximateNumberOfMessagesNotVisible(EACH_MINUTE))))
            .period(Duration.minutes(1))
            .build());
  }

  private void addWhileTasksWait(IMetric waiting) {
    var action = action("Add", AdjustmentType.CHANGE_IN_CAPACITY, Duration.minutes(2));
    var steps = ScalingSteps.of(settings.slots(), settings.max());
    for (var i = 0; i < steps.size(); i++) {
      var tier =
          AdjustmentTier.builder()
              .adjustment(steps.get(i).added())
              .lowerBound(steps.get(i).waiting() - 1);
      if (i + 1 < steps.size()) {
        tier.upperBound(steps.get(i + 1).waiting() - 1);
      }
      action.addAdjustment(tier.build());
    }
    alarm("Waiting", waiting, 1, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 1)
        .addAlarmAction(new ApplicationScalingAction(action));
  }

  private void leaveWhenIdle(IMetric waitingOrRunning) {
    var action = action("Leave", AdjustmentType.EXACT_CAPACITY, Duration.minutes(1));
    action.addAdjustment(AdjustmentTier.builder().adjustment(settings.min()).upperBound(0).build());
    var minutes = Math.toIntExact(settings.idle().plusSeconds(59).toMinutes());
    alarm("Idle", waitingOrRunning, 0, ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD, minutes)
        .addAlarmAction(new ApplicationScalingAction(action));
  }

  private StepScalingAction action(String id, AdjustmentType type, Duration cooldown) {
    return StepScalingAction.Builder.create(this, id)
        .scalingTarget(workers)
        .adjustmentType(type)
        .metricAggregationType(MetricAggregationType.MAXIMUM)
        .cooldown(cooldown)
        .build();
  }

  private Alarm alarm(
      String id, IMetric metric, int threshold, ComparisonOperator operator, int minutes) {
    return Alarm.Builder.create(this, id)
        .alarmDescription("Scales the workers; being in alarm is its way to work.")
        .metric(metric)
        .threshold(threshold)
        .comparisonOperator(operator)
        .evaluationPeriods(minutes)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build();
  }
}
