package dev.weir.cdk;

import static dev.weir.cdk.Setting.*;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Everything a deployment chose, checked. */
record WeirSettings(
    Nat nat,
    String vpcCidr,
    Entrance entrance,
    boolean remoteAccess,
    boolean arm64,
    FargateSize serviceSize,
    int replicas,
    WorkerSettings workers,
    DatabaseSettings database,
    Duration lease,
    RetentionDays logRetention,
    Optional<String> alarmEmail) {

  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[0-9a-f-]+");
  private static final Pattern INSTANCE_CLASS = Pattern.compile("[a-z]\\w*\\.\\w+");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  /**
   * Reads the keys under {@code weir.}; the other keys are the CDK's own.
   *
   * @throws WrongSettings naming every fault there is
   */
  static WeirSettings from(Map<String, ?> context) {
    var reader = new SettingsReader(context);
    var vpcCidr = reader.cidr(VPC_CIDR, 16, 24);
    var settings =
        new WeirSettings(
            reader.choice(
                NAT,
                Map.of(
                    "instance", Nat.INSTANCE,
                    "gateway", Nat.GATEWAY,
                    "gateway-per-az", Nat.GATEWAY_PER_AZ)),
            vpcCidr,
            entrance(reader, vpcCidr),
            reader.flag(REMOTE_ACCESS),
            reader.choice(ARCHITECTURE, Map.of("x86_64", false, "arm64", true)),
            reader.size(SERVICE_CPU, SERVICE_MEMORY_MIB),
            reader.number(REPLICAS, 1, 20),
            workers(reader),
            database(reader),
            reader.duration(LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10)),
            reader.choice(LOG_DAYS, LogRetention.BY_DAYS),
            reader.optional(ALARM_EMAIL, EMAIL, "an e-mail address"));
    reader.throwIfFaulty();
    return settings;
  }

  private static Entrance entrance(SettingsReader reader, String vpcCidr) {
    var open = reader.choice(ENTRANCE, Map.of("internal", false, "public", true));
    var named = !reader.text(ALLOWED_CIDR).isEmpty();
    if (open && !named) {
      reader.fault(ENTRANCE, "needs " + ALLOWED_CIDR.key() + ": there is no login yet");
    }
    var certificate =
        reader.optional(CERTIFICATE_ARN, CERTIFICATE, "the ARN of an ACM certificate");
    return new Entrance(open, named ? reader.cidr(ALLOWED_CIDR, 8, 32) : vpcCidr, certificate);
  }

  private static WorkerSettings workers(SettingsReader reader) {
    var max = reader.number(WORKERS_MAX, 1, 1000);
    return new WorkerSettings(
        reader.size(WORKER_CPU, WORKER_MEMORY_MIB),
        reader.number(WORKER_DISK_GIB, 21, 200),
        reader.number(WORKER_SLOTS, 1, 64),
        reader.number(WORKERS_MIN, 0, max),
        max,
        reader.flag(WORKER_SPOT),
        reader.duration(WORKER_IDLE, Duration.ofMinutes(1), Duration.ofHours(6)));
  }

  private static DatabaseSettings database(SettingsReader reader) {
    return new DatabaseSettings(
        reader.matching(DATABASE_CLASS, INSTANCE_CLASS, "an instance class, as t4g.micro"),
        reader.number(DATABASE_STORAGE_GIB, 20, 16384),
        reader.flag(DATABASE_MULTI_AZ),
        reader.number(BACKUP_DAYS, 0, 35),
        reader.flag(DELETION_PROTECTION));
  }
}
