package dev.weir.cdk;

import java.util.Map;
import software.amazon.awscdk.services.ecs.Secret;

/**
 * What distinguishes one part's task from another's.
 *
 * @param diskGib from 21; below it Fargate gives its 20 GiB to everyone
 * @param environment as the service reads it
 * @param secrets environment that ECS takes from Secrets Manager when a task starts
 */
record TaskShape(
    FargateSize size, int diskGib, Map<String, String> environment, Map<String, Secret> secrets) {
  static final int LEAST_DISK_GIB = 21;
}
