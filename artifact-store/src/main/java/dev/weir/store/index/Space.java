package dev.weir.store.index;

import dev.weir.protocol.Project;

/** The space of a project's chunks; nothing of one is seen from another. */
public record Space(long id, Project project) {}
