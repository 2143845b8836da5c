package dev.weir.cdk;

import java.util.Map;

/** A second choice of settings: as much as can be unlike the defaults, in one synthesis. */
final class Variations {
  static final Map<String, String> EVERYTHING_ELSE =
      Map.ofEntries(
          Map.entry("weir.nat", "gateway-per-az"),
          Map.entry("weir.entrance", "public"),
          Map.entry("weir.allowedCidr", "203.0.113.0/24"),
          Map.entry(
              "weir.certificateArn",
              "arn:aws:acm:eu-central-1:123456789012:certificate/0f0f0f0f-0000-4000-8000-0123456789ab"),
          Map.entry("weir.remoteAccess", "true"),
          Map.entry("weir.architecture", "arm64"),
          Map.entry("weir.replicas", "2"),
          Map.entry("weir.workersMin", "1"),
          Map.entry("weir.workersMax", "40"),
          Map.entry("weir.workerSlots", "8"),
          Map.entry("weir.workerSpot", "true"),
          Map.entry("weir.workerIdle", "PT30M"),
          Map.entry("weir.lease", "PT2M"),
          Map.entry("weir.databaseMultiAz", "true"),
          Map.entry("weir.deletionProtection", "false"),
          Map.entry("weir.alarmEmail", "platform@example.com"));

  private Variations() {}
}
