package dev.weir.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeirSettingsTest {

  @Test
  void withNothingChosenTheStackIsCheapAndClosed() {
    // When
    var settings = WeirSettings.from(Map.of("@aws-cdk/core:somethingElse", true));
    // Then
    assertThat(settings.nat()).isEqualTo(Nat.INSTANCE);
    assertThat(settings.entrance().open()).isFalse();
    assertThat(settings.entrance().allowedCidr()).isEqualTo(settings.vpcCidr());
    assertThat(settings.workers().min()).isZero();
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void valuesCountAlikeFromTheCommandLineAndFromJson() {
    assertThat(WeirSettings.from(Map.of("weir.replicas", 2, "weir.workerSpot", true)))
        .isEqualTo(WeirSettings.from(Map.of("weir.replicas", "2", "weir.workerSpot", "true")));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    // Given
    var context = Map.of("weir.nat", "none", "weir.replicas", "many", "weir.natt", "gateway");
    // When, Then
    assertThatThrownBy(() -> WeirSettings.from(context))
        .isInstanceOf(WrongSettings.class)
        .hasMessageContaining("3 of the settings")
        .hasMessageContaining("weir.nat=none is not one of gateway, gateway-per-az, instance")
        .hasMessageContaining("weir.replicas=many is not a whole number from 1 to 20")
        .hasMessageContaining("weir.natt: no such setting; there are weir.alarmEmail, ");
  }

  @ParameterizedTest
  @CsvSource({
    "weir.vpcCidr, 10.0.0.0",
    "weir.vpcCidr, 10.0.0.0/8",
    "weir.vpcCidr, 10.0.0.300/16",
    "weir.allowedCidr, 0.0.0.0/0",
    "weir.certificateArn, my-certificate",
    "weir.remoteAccess, yes",
    "weir.architecture, riscv",
    "weir.serviceCpu, 256",
    "weir.serviceMemoryMib, 8192",
    "weir.workersMin, 11",
    "weir.workersMax, 0",
    "weir.workerDiskGib, 20",
    "weir.workerIdle, 10",
    "weir.lease, PT1S",
    "weir.lease, PT30.5S",
    "weir.databaseClass, db.t4g.micro",
    "weir.backupDays, 36",
    "weir.logDays, 31",
    "weir.alarmEmail, nobody",
  })
  void aValueThatCannotBeIsRefusedByName(String key, String value) {
    assertThatThrownBy(() -> WeirSettings.from(Map.of(key, value)))
        .isInstanceOf(WrongSettings.class)
        .hasMessageContaining("1 of the settings")
        .hasMessageContaining(key + "=" + value);
  }

  @Test
  void thePublicEntranceNeedsToBeToldForWhom() {
    // Given
    var open = Map.of("weir.entrance", "public");
    var openForSome = Map.of("weir.entrance", "public", "weir.allowedCidr", "203.0.113.0/24");
    // When, Then
    assertThatThrownBy(() -> WeirSettings.from(open))
        .hasMessageContaining("weir.entrance=public needs weir.allowedCidr");
    assertThat(WeirSettings.from(openForSome).entrance().allowedCidr()).isEqualTo("203.0.113.0/24");
  }
}
