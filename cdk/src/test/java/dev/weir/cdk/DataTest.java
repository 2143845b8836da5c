package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a team could not make again survives the stack. */
class DataTest {
  private final Stack stack = Synth.withDefaults();
  private final Stack other = Synth.with(Variations.EVERYTHING_ELSE);

  @Test
  void theBucketStaysWhenTheStackGoes() {
    var bucket = whole(stack, "AWS::S3::Bucket");
    assertThat(bucket.get("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(bucket.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void blobsHaveNoVersionsAndUnfinishedUploadsGo() {
    var bucket = stack.only("AWS::S3::Bucket");
    assertThat(bucket.has("VersioningConfiguration")).isFalse();
    assertThat(bucket.at("/LifecycleConfiguration/Rules"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.has("AbortIncompleteMultipartUpload")).isTrue())
        .satisfies(rule -> assertThat(rule.has("ExpirationInDays")).isFalse());
  }

  @Test
  void theDatabaseLeavesASnapshotAndGoesOnlyWhenUnlocked() {
    assertThat(whole(stack, "AWS::RDS::DBInstance").get("DeletionPolicy").asText())
        .isEqualTo("Snapshot");
    assertThat(stack.only("AWS::RDS::DBInstance").get("DeletionProtection").asBoolean()).isTrue();
    assertThat(other.only("AWS::RDS::DBInstance").get("DeletionProtection").asBoolean()).isFalse();
  }

  @Test
  void theDatabaseIsEncryptedAndOfAPinnedMinorVersion() {
    var database = stack.only("AWS::RDS::DBInstance");
    assertThat(database.get("StorageEncrypted").asBoolean()).isTrue();
    assertThat(database.get("EngineVersion").asText()).matches("18\\.\\d+");
    assertThat(database.get("AutoMinorVersionUpgrade").asBoolean(true)).isFalse();
  }

  @Test
  void eachServiceKeepsItsLogForAsLongAsIsSet() {
    assertThat(stack.all("AWS::Logs::LogGroup"))
        .hasSize(Part.values().length)
        .allSatisfy(group -> assertThat(group.get("RetentionInDays").asInt()).isEqualTo(30));
  }

  @Test
  void alarmsReachThePersonWhoWasNamed() {
    assertThat(other.only("AWS::SNS::Subscription").get("Endpoint").asText())
        .isEqualTo("platform@example.com");
    assertThat(stack.all("AWS::SNS::Topic")).isEmpty();
  }

  private static JsonNode whole(Stack stack, String type) {
    return stack.resources(type).findFirst().orElseThrow().getValue();
  }
}
