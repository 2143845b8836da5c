package dev.weir.scheduler.run;

import dev.weir.protocol.Project;
import dev.weir.protocol.TaskReady;

/** A task to be announced, and the project in whose name the queue shares fairly. */
public record Announcement(Project project, TaskReady task) {}
