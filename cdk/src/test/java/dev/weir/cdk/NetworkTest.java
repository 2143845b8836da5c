package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {
  private final Stack cheap = Synth.withDefaults();
  private final Stack solid = Synth.with(Variations.EVERYTHING_ELSE);

  @Test
  void byDefaultASmallInstanceLeadsOut() {
    assertThat(cheap.all("AWS::EC2::NatGateway")).isEmpty();
    assertThat(cheap.only("AWS::EC2::Instance").get("InstanceType").asText()).isEqualTo("t4g.nano");
  }

  @Test
  void aGatewayInEachZoneCanBeChosen() {
    assertThat(solid.all("AWS::EC2::NatGateway")).hasSize(2);
    assertThat(solid.all("AWS::EC2::Instance")).isEmpty();
  }

  @Test
  void theWayToS3CostsNothing() {
    assertThat(cheap.only("AWS::EC2::VPCEndpoint").get("VpcEndpointType").asText())
        .isEqualTo("Gateway");
  }

  @Test
  void sizeAndProcessorFollowTheSettings() {
    assertThat(solid.task(Part.WORKER).at("/RuntimePlatform/CpuArchitecture").asText())
        .isEqualTo("ARM64");
    assertThat(solid.service(Part.SCHEDULER_SVC).get("DesiredCount").asInt()).isEqualTo(2);
    assertThat(solid.service(Part.ARTIFACT_STORE).get("EnableExecuteCommand").asBoolean()).isTrue();
  }
}
