package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Match;

/** Nothing can be reached from the internet unless a setting says so, and then by whom. */
class PrivacyTest {
  private final Stack closed = Synth.withDefaults();
  private final Stack open = Synth.with(Variations.EVERYTHING_ELSE);

  @Test
  void theLoadBalancerIsInternal() {
    assertThat(scheme(closed)).isEqualTo("internal");
  }

  @Test
  void nobodyOutsideTheVpcGetsThrough() {
    assertThat(ingress(closed)).isNotEmpty().allMatch("10.0.0.0/16"::equals);
  }

  @ParameterizedTest
  @EnumSource
  void noTaskHasAnAddressOnTheInternet(Part part) {
    var network = closed.service(part).at("/NetworkConfiguration/AwsvpcConfiguration");
    assertThat(network.get("AssignPublicIp").asText()).isEqualTo("DISABLED");
    assertThat(network.get("Subnets").toString()).contains("private").doesNotContain("public");
  }

  @Test
  void noSubnetGivesAwayPublicAddresses() {
    assertThat(closed.all("AWS::EC2::Subnet"))
        .hasSize(6)
        .allSatisfy(
            subnet -> assertThat(subnet.path("MapPublicIpOnLaunch").asBoolean(false)).isFalse());
  }

  @Test
  void theDatabaseIsReachedByTheThreeServicesOnly() {
    // Given
    var database = closed.only("AWS::RDS::DBInstance");
    var group = database.at("/VPCSecurityGroups/0/Fn::GetAtt/0").asText();
    // When
    var sources =
        closed.all("AWS::EC2::SecurityGroupIngress").stream()
            .filter(rule -> rule.at("/GroupId/Fn::GetAtt/0").asText().equals(group))
            .map(rule -> rule.at("/SourceSecurityGroupId/Fn::GetAtt/0").asText());
    // Then
    assertThat(database.get("PubliclyAccessible").asBoolean()).isFalse();
    assertThat(sources)
        .hasSize(3)
        .anyMatch(source -> source.contains("artifactstore"))
        .anyMatch(source -> source.contains("metadatasvc"))
        .anyMatch(source -> source.contains("schedulersvc"));
  }

  @Test
  void nobodyReachesAWorker() {
    assertThat(closed.all("AWS::EC2::SecurityGroupIngress"))
        .noneMatch(rule -> rule.at("/GroupId/Fn::GetAtt/0").asText().contains("worker"));
  }

  @Test
  void theBucketIsClosedAndEncrypted() {
    var bucket = closed.only("AWS::S3::Bucket");
    assertThat(bucket.get("PublicAccessBlockConfiguration"))
        .hasSize(4)
        .allMatch(JsonNode::asBoolean);
    assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration")).hasSize(1);
    assertThat(closed.only("AWS::S3::BucketPolicy").toString()).contains("aws:SecureTransport");
  }

  @Test
  void openMeansOpenForTheNamedNetworkByHttps() {
    assertThat(scheme(open)).isEqualTo("internet-facing");
    assertThat(ingress(open)).isNotEmpty().allMatch("203.0.113.0/24"::equals);
    assertThat(open.all("AWS::ElasticLoadBalancingV2::Listener"))
        .hasSize(3)
        .allSatisfy(listener -> assertThat(listener.get("Protocol").asText()).isEqualTo("HTTPS"));
  }

  @Test
  void openingItGivesAWarning() {
    closed.annotations().hasNoWarning("*", Match.anyValue());
    open.annotations().hasWarning("*", Match.stringLikeRegexp("Weir has no login yet.*"));
  }

  private static String scheme(Stack stack) {
    return stack.only("AWS::ElasticLoadBalancingV2::LoadBalancer").get("Scheme").asText();
  }

  private static Stream<String> ingress(Stack stack) {
    var inGroups =
        stack.all("AWS::EC2::SecurityGroup").stream()
            .flatMap(group -> Stack.elements(group.path("SecurityGroupIngress")));
    var apart = stack.all("AWS::EC2::SecurityGroupIngress").stream();
    return Stream.concat(inGroups, apart)
        .filter(rule -> rule.has("CidrIp") || rule.has("CidrIpv6"))
        .map(rule -> rule.path("CidrIp").asText("any IPv6"));
  }
}
