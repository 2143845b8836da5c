package dev.weir.worker;

import dev.weir.launcher.Cancellation;
import dev.weir.launcher.LauncherSettings;
import dev.weir.launcher.LogSink;
import dev.weir.launcher.TaskLauncher;
import dev.weir.launcher.TaskReport;
import dev.weir.protocol.Principal;
import dev.weir.protocol.TaskAssignment;
import dev.weir.runtime.wire.StoreLocation;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;

/** The child processes of this worker; the first is started with it, before it is needed. */
@ApplicationScoped
@Startup
class Launcher implements StepRunner {
  private final TaskLauncher launcher;

  Launcher(WorkerConfig config, Slots slots) throws IOException {
    if (!Files.isDirectory(config.taskRuntimeLib())) {
      throw new IllegalArgumentException(
          "worker.task-runtime-lib is no directory: " + config.taskRuntimeLib());
    }
    var work = Files.createDirectories(config.workDir());
    var settings =
        LauncherSettings.of(config.taskRuntimeLib(), work, slots.total()).withDirectory(work);
    var sized =
        config.taskHeap().map(heap -> settings.withHeap(heap.asLongValue())).orElse(settings);
    var limit = config.cacheSize().asLongValue();
    var cache = limit == 0 ? null : new StoreLocation.Cache(work.resolve("chunks"), limit);
    this.launcher =
        new TaskLauncher(
            sized,
            task ->
                new StoreLocation.Remote(
                    config.artifactStoreUrl(), task.project(), new Principal(task.owner()), cache));
  }

  @Override
  public TaskReport run(TaskAssignment task, LogSink sink, Cancellation cancellation)
      throws InterruptedException {
    return launcher.run(task, sink, cancellation);
  }

  @PreDestroy
  void close() {
    launcher.close();
  }
}
