package dev.weir.cdk;

import java.time.Duration;

/**
 * The workers, and how their number follows the queue.
 *
 * @param min how many stay when there is nothing to do
 * @param slots how many tasks one worker runs at a time
 * @param spot whether they run on Fargate Spot, which AWS may take back with two minutes' notice
 * @param idle how long nothing may wait or run before the workers go down to {@code min}
 */
record WorkerSettings(
    FargateSize size, int diskGib, int slots, int min, int max, boolean spot, Duration idle) {}
