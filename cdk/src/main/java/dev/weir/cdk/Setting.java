package dev.weir.cdk;

/**
 * What a deployment may choose, as CDK context: {@code weir.<name>}. An empty default means unset.
 */
enum Setting {
  NAT("nat", "instance"),
  VPC_CIDR("vpcCidr", "10.0.0.0/16"),
  ENTRANCE("entrance", "internal"),
  ALLOWED_CIDR("allowedCidr", ""),
  CERTIFICATE_ARN("certificateArn", ""),
  REMOTE_ACCESS("remoteAccess", "false"),
  ARCHITECTURE("architecture", "x86_64"),
  REPLICAS("replicas", "1"),
  SERVICE_CPU("serviceCpu", "512"),
  SERVICE_MEMORY_MIB("serviceMemoryMib", "1024"),
  WORKERS_MIN("workersMin", "0"),
  WORKERS_MAX("workersMax", "10"),
  WORKER_SLOTS("workerSlots", "2"),
  WORKER_CPU("workerCpu", "2048"),
  WORKER_MEMORY_MIB("workerMemoryMib", "8192"),
  WORKER_DISK_GIB("workerDiskGib", "21"),
  WORKER_SPOT("workerSpot", "false"),
  WORKER_IDLE("workerIdle", "PT10M"),
  LEASE("lease", "PT30S"),
  DATABASE_CLASS("databaseClass", "t4g.micro"),
  DATABASE_STORAGE_GIB("databaseStorageGib", "20"),
  DATABASE_MULTI_AZ("databaseMultiAz", "false"),
  BACKUP_DAYS("backupDays", "7"),
  DELETION_PROTECTION("deletionProtection", "true"),
  LOG_DAYS("logDays", "30"),
  ALARM_EMAIL("alarmEmail", "");

  static final String PREFIX = "weir.";

  private final String name;
  private final String defaultValue;

  Setting(String name, String defaultValue) {
    this.name = name;
    this.defaultValue = defaultValue;
  }

  String key() {
    return PREFIX + name;
  }

  String defaultValue() {
    return defaultValue;
  }
}
