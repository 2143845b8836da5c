package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a step needs of the machine that runs it; absent is the place's default.
 *
 * @param cpu in cores
 * @param memoryMb in MiB
 * @param diskMb in MiB
 * @param sharedMemoryMb in MiB
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resources(
    @Nullable Double cpu,
    @Nullable Integer gpu,
    @Nullable Integer memoryMb,
    @Nullable Integer diskMb,
    @Nullable Integer sharedMemoryMb) {}
