package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A step whose failure, once its retries are spent, does not end the run.
 *
 * @param artifact the field that gets the failure, or null in it when there was none
 * @param print whether the exception is printed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatchPolicy(@Nullable String artifact, boolean print) {}
