package dev.weir.protocol;

/**
 * The nodes of a gang that run side by side.
 *
 * @param index of this node, 0 for the main one
 * @param mainAddress where the others reach the main node
 */
public record Gang(int index, int size, String mainAddress) {}
