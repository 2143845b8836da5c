package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each part may do what it has to, and not one thing more. */
class PermissionsTest {
  private final Stack stack = Synth.withDefaults();

  @Test
  void metadataMayTouchNothingOfAws() {
    assertThat(stack.permissions(Part.METADATA_SVC)).isEmpty();
  }

  @Test
  void schedulerSendsTasksAndTakesEvents() {
    assertThat(stack.permissions(Part.SCHEDULER_SVC))
        .containsExactlyInAnyOrder(
            "sqs:SendMessage on QueuesTasks",
            "sqs:GetQueueUrl on QueuesTasks",
            "sqs:GetQueueAttributes on QueuesTasks",
            "sqs:ReceiveMessage on QueuesTaskEvents",
            "sqs:DeleteMessage on QueuesTaskEvents",
            "sqs:ChangeMessageVisibility on QueuesTaskEvents",
            "sqs:GetQueueUrl on QueuesTaskEvents",
            "sqs:GetQueueAttributes on QueuesTaskEvents");
  }

  @Test
  void workersTakeTasksAndSendEventsAndSeeNeitherBucketNorSecrets() {
    // A flow's code has the worker's permissions.
    assertThat(stack.permissions(Part.WORKER))
        .containsExactlyInAnyOrder(
            "sqs:ReceiveMessage on QueuesTasks",
            "sqs:DeleteMessage on QueuesTasks",
            "sqs:ChangeMessageVisibility on QueuesTasks",
            "sqs:GetQueueUrl on QueuesTasks",
            "sqs:GetQueueAttributes on QueuesTasks",
            "sqs:SendMessage on QueuesTaskEvents",
            "sqs:GetQueueUrl on QueuesTaskEvents",
            "sqs:GetQueueAttributes on QueuesTaskEvents");
    assertThat(stack.secrets(Part.WORKER)).isEmpty();
  }

  @Test
  void theStoreReadsAddsAndCollectsWhatIsInItsBucket() {
    assertThat(stack.permissions(Part.ARTIFACT_STORE))
        .containsExactlyInAnyOrder(
            "s3:DeleteObject on StorageArtifacts/projects/*",
            "s3:GetObject on StorageArtifacts/projects/*",
            "s3:PutObject on StorageArtifacts/projects/*",
            "s3:ListBucket on StorageArtifacts");
  }

  @ParameterizedTest
  @EnumSource(names = "WORKER", mode = EnumSource.Mode.EXCLUDE)
  void theDatabasePasswordComesFromSecretsManager(Part part) {
    assertThat(stack.secrets(part))
        .containsExactly("QUARKUS_DATASOURCE_PASSWORD", "QUARKUS_DATASOURCE_USERNAME");
  }

  @ParameterizedTest
  @EnumSource
  void noRoleMayDoEverything(Part part) {
    assertThat(stack.permissions(part)).noneMatch(p -> p.startsWith("*") || p.endsWith(" on *"));
  }
}
