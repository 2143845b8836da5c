package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a gang that run side by side.
 *
 * @param index of this node, 0 for the main one
 * @param mainAddress where the others reach the main node, where that is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gang(int index, int size, @Nullable String mainAddress) {}
