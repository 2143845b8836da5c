package dev.weir.cdk;

/**
 * The PostgreSQL instance.
 *
 * @param instanceClass without {@code db.}, as {@code t4g.micro}
 */
record DatabaseSettings(
    String instanceClass,
    int storageGib,
    boolean multiAz,
    int backupDays,
    boolean deletionProtection) {}
