package dev.weir.runtime;

import dev.weir.protocol.Failure;
import dev.weir.runtime.wire.Frames;
import dev.weir.runtime.wire.FromTask;
import dev.weir.runtime.wire.ToTask;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Runs the tasks that the launcher sends, one after another; ends when the launcher does. */
final class TaskProcess {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final Console console;
  private final Stores stores = new Stores();
  private final LoadedCode loaded = new LoadedCode();

  TaskProcess(Outbox outbox, Console console) {
    this.outbox = outbox;
    this.console = console;
  }

  void serve(InputStream in) {
    new ExitWatch(outbox, console).install();
    outbox.send(new FromTask.Ready());
    try {
      var frames = new BufferedInputStream(in);
      var frame = Frames.read(frames, ToTask.class);
      while (frame.isPresent()) {
        switch (frame.get()) {
          case ToTask.RunTask task -> start(task);
        }
        frame = Frames.read(frames, ToTask.class);
      }
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
    } finally {
      Halt.because(Halt.LAUNCHER_GONE);
    }
  }

  /** This thread goes on reading: that is how it learns that the launcher is gone. */
  private void start(ToTask.RunTask task) {
    Thread.ofPlatform().name("task").daemon(false).start(() -> run(task));
  }

  private void run(ToTask.RunTask task) {
    try {
      outbox.send(new FromTask.Started());
      Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
      end(task, execute(task));
    } catch (Throwable e) {
      uncaught(Thread.currentThread(), e);
      Halt.because(1);
    }
  }

  private FromTask.Finished execute(ToTask.RunTask task) {
    var before = JvmState.now();
    try {
      return fit(attempt(task));
    } catch (Exception | Error e) {
      return Failures.finished(e);
    } finally {
      Thread.interrupted();
      console.flush();
      before.restore();
      console.install();
    }
  }

  private FromTask.Finished attempt(ToTask.RunTask task) throws Exception {
    var assignment = task.assignment();
    var store = stores.at(task.store());
    var code = loaded.load(assignment, store, task.cache());
    try {
      WeirEnvironment.of(assignment, code.pack().graph().flow()).set();
      Thread.currentThread().setContextClassLoader(code.loader());
      return new TaskRun(assignment, store, code, this::timedOut).run();
    } finally {
      loaded.done(code);
    }
  }

  private void timedOut(Failure failure) {
    outbox.send(new FromTask.TimedOut(failure));
  }

  /** Not before the flow and its values are out of reach: they do not count as leftovers. */
  private static FromTask.Finished fit(FromTask.Finished finished) {
    var leftovers = new Leftovers(Thread.currentThread()).find();
    return leftovers.isEmpty()
        ? finished
        : new FromTask.Finished(finished.outcome(), finished.artifacts(), leftovers.get());
  }

  private void end(ToTask.RunTask task, FromTask.Finished finished) {
    outbox.send(
        Console.mark(task.token())
            ? finished
            : new FromTask.Finished(
                finished.outcome(), finished.artifacts(), "its output is closed"));
  }

  /** Out of memory is the end of the task wherever it strikes, since its work is incomplete. */
  private void uncaught(Thread thread, Throwable thrown) {
    try {
      var text = new StackTraces().render(thrown);
      System.err.println("Exception in thread \"" + thread.getName() + "\" " + text);
      if (!Failures.isOutOfMemory(thrown)) {
        return;
      }
      console.flush();
      outbox.send(Failures.finished(thrown));
      outbox.flush(LAST_WORDS);
    } catch (OutOfMemoryError e) {
      // The code says it.
    }
    Halt.because(Halt.OUT_OF_MEMORY);
  }
}
