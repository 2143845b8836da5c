package dev.weir.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How task processes are started and kept.
 *
 * @param runtimeLib the directory of task-runtime's jars
 * @param workDir for what outlives the launcher: code, reports of crashes
 * @param archives for class data, which all launchers of the same jars may share
 * @param directory where the processes run, so where relative paths in user code lead
 * @param slots how many tasks run at once, at most
 * @param heapBytes of each process
 * @param jvmFlags added last, so they win
 * @param environment added to the little that is handed on
 */
public record LauncherSettings(
    Path runtimeLib,
    Path workDir,
    Path archives,
    Path directory,
    int slots,
    long heapBytes,
    List<String> jvmFlags,
    Map<String, String> environment,
    Reuse reuse,
    Patience patience) {
  private static final long MIN_HEAP = 64L << 20;

  /** What a JVM takes beside its heap: metaspace, code, threads. */
  private static final long OVERHEAD = 100L << 20;

  public LauncherSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, not " + slots);
    }
    if (heapBytes < 1 << 20) {
      throw new IllegalArgumentException("a heap of " + heapBytes + " bytes is too small");
    }
    jvmFlags = List.copyOf(jvmFlags);
    environment = Map.copyOf(environment);
  }

  /**
   * Which processes are there without a task.
   *
   * @param spares how many are started before they are needed
   * @param refill whether a spare that has got a task is replaced: not where one run follows
   *     another only now and then, and what follows a task runs in its process
   * @param tasks after which a process is replaced
   * @param idle after which a process is ended
   */
  public record Reuse(int spares, boolean refill, int tasks, Duration idle) {
    /** For tasks of many runs. */
    public static final Reuse DEFAULT = new Reuse(1, true, 5000, Duration.ofMinutes(2));

    /** For one run. */
    public static final Reuse ONE_RUN = new Reuse(1, false, 5000, Duration.ofMinutes(2));

    /** Each task in a process of its own. */
    public static final Reuse NONE = new Reuse(0, false, 1, Duration.ZERO);
  }

  /**
   * How long to wait.
   *
   * @param start for a process to come up
   * @param stop between SIGTERM and SIGKILL, and between the interrupt of a time-out and SIGKILL
   */
  public record Patience(Duration start, Duration stop) {
    public static final Patience DEFAULT =
        new Patience(Duration.ofMinutes(1), Duration.ofSeconds(3));
  }

  /** Sensible for this machine: three quarters of its memory, shared by the slots. */
  public static LauncherSettings of(Path runtimeLib, Path workDir, int slots) {
    return new LauncherSettings(
        runtimeLib,
        workDir.toAbsolutePath(),
        workDir.toAbsolutePath(),
        Path.of("").toAbsolutePath(),
        slots,
        heapFor(slots, machineMemory()),
        List.of(),
        Map.of(),
        Reuse.DEFAULT,
        Patience.DEFAULT);
  }

  public LauncherSettings withArchives(Path path) {
    return with(values -> values.archives = path);
  }

  public LauncherSettings withDirectory(Path path) {
    return with(values -> values.directory = path);
  }

  public LauncherSettings withHeap(long bytes) {
    return with(values -> values.heapBytes = bytes);
  }

  public LauncherSettings withJvmFlags(List<String> flags) {
    return with(values -> values.jvmFlags = flags);
  }

  public LauncherSettings withEnvironment(Map<String, String> variables) {
    return with(values -> values.environment = variables);
  }

  public LauncherSettings withReuse(Reuse kept) {
    return with(values -> values.reuse = kept);
  }

  public LauncherSettings withPatience(Patience times) {
    return with(values -> values.patience = times);
  }

  private LauncherSettings with(Consumer<Values> change) {
    var values = new Values(this);
    change.accept(values);
    return new LauncherSettings(
        runtimeLib,
        workDir,
        values.archives,
        values.directory,
        slots,
        values.heapBytes,
        values.jvmFlags,
        values.environment,
        values.reuse,
        values.patience);
  }

  /** Those that can be others in a copy. */
  private static final class Values {
    private Path archives;
    private Path directory;
    private long heapBytes;
    private List<String> jvmFlags;
    private Map<String, String> environment;
    private Reuse reuse;
    private Patience patience;

    private Values(LauncherSettings from) {
      archives = from.archives;
      directory = from.directory;
      heapBytes = from.heapBytes;
      jvmFlags = from.jvmFlags;
      environment = from.environment;
      reuse = from.reuse;
      patience = from.patience;
    }
  }

  /** Where a process leaves the JVM's report when it crashes. */
  Path crashOf(long pid) {
    return workDir.resolve("hs_err_pid" + pid + ".log");
  }

  /** Code fetched once for all processes. */
  Path codeCache() {
    return workDir.resolve("code");
  }

  static long heapFor(int slots, long memory) {
    return Math.max(MIN_HEAP, memory / 4 * 3 / slots - OVERHEAD);
  }

  /** Of the container, where there is one. */
  private static long machineMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory() * 4;
  }
}
