package dev.weir.cdk;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.StorageType;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * One PostgreSQL instance with one database, in which each service owns a schema.
 *
 * <p>CloudFormation can make an instance with one database and no more. A schema needs no
 * machinery: Flyway makes it at the service's start.
 */
final class Database extends Construct {
  private static final String NAME = "weir";
  private static final int STORAGE_GROWS_TO = 5;

  private final DatabaseInstance instance;
  private final ISecret secret;

  Database(Construct scope, Vpc vpc, DatabaseSettings settings) {
    super(scope, "Database");
    instance =
        DatabaseInstance.Builder.create(this, "Instance")
            .engine(
                DatabaseInstanceEngine.postgres(
                    PostgresInstanceEngineProps.builder()
                        .version(PostgresEngineVersion.VER_18_3)
                        .build()))
            // With a pinned minor version, RDS must not move it: the next deployment would go back.
            .autoMinorVersionUpgrade(false)
            .instanceType(new InstanceType(settings.instanceClass()))
            .vpc(vpc)
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
            .publiclyAccessible(false)
            .multiAz(settings.multiAz())
            .databaseName(NAME)
            .credentials(Credentials.fromGeneratedSecret(NAME))
            .storageType(StorageType.GP3)
            .allocatedStorage(settings.storageGib())
            .maxAllocatedStorage(settings.storageGib() * STORAGE_GROWS_TO)
            .storageEncrypted(true)
            .backupRetention(Duration.days(settings.backupDays()))
            .copyTagsToSnapshot(true)
            .deletionProtection(settings.deletionProtection())
            .removalPolicy(RemovalPolicy.SNAPSHOT)
            .build();
    secret = instance.getSecret();
  }

  /** What a service needs to find its schema, and to make it when it is not there yet. */
  Map<String, String> environment(String schema) {
    return Map.of(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://%s:%s/%s?currentSchema=%s&sslmode=require"
            .formatted(
                instance.getDbInstanceEndpointAddress(),
                instance.getDbInstanceEndpointPort(),
                NAME,
                schema),
        "QUARKUS_FLYWAY_SCHEMAS",
        schema);
  }

  Map<String, Secret> credentials() {
    return Map.of(
        "QUARKUS_DATASOURCE_USERNAME", Secret.fromSecretsManager(secret, "username"),
        "QUARKUS_DATASOURCE_PASSWORD", Secret.fromSecretsManager(secret, "password"));
  }

  void allowFrom(IConnectable service) {
    instance.getConnections().allowDefaultPortFrom(service);
  }

  String secretName() {
    return secret.getSecretName();
  }

  DatabaseInstance instance() {
    return instance;
  }
}
