package dev.weir.protocol;

/** The task of another run that a resumed run took over instead of running it again. */
public record TaskOrigin(RunId run, TaskId task) {}
