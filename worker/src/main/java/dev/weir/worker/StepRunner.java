package dev.weir.worker;

import dev.weir.launcher.Cancellation;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.TaskAssignment;

/** Runs a task's step to its end, in a process of its own. */
@FunctionalInterface
interface StepRunner {
  TaskReport run(TaskAssignment task, LogSink sink, Cancellation cancellation)
      throws InterruptedException;
}
