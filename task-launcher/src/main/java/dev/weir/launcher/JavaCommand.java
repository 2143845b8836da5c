package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line of a task process, and its environment. */
final class JavaCommand {
  /** Below this, one collector thread does as well and starts faster. */
  private static final long SMALL_HEAP = 4L << 30;

  private static final List<String> HANDED_ON =
      List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

  private final LauncherSettings settings;
  private final Path jar;

  JavaCommand(LauncherSettings settings) throws IOException {
    this.settings = settings;
    this.jar = runtimeJar(settings.runtimeLib());
  }

  /** The jar that names all others. */
  Path jar() {
    return jar;
  }

  /** The command of a process that runs tasks. */
  List<String> runningTasks(Path socket, List<String> flags) {
    var line = new ArrayList<String>();
    Sessions.command().ifPresent(line::add);
    line.addAll(jvm());
    line.addAll(flags);
    line.addAll(settings.jvmFlags());
    line.addAll(List.of("-jar", jar.toString(), socket.toString()));
    return line;
  }

  /** The command of a process that does what tasks need, once. */
  List<String> training(Path directory, List<String> flags) {
    var line = new ArrayList<>(jvm());
    line.addAll(flags);
    line.addAll(List.of("-jar", jar.toString(), "--train", directory.toString()));
    return line;
  }

  /** The command of a process that calls a method after a run. */
  List<String> calling(String exitCall) {
    var line = new ArrayList<>(jvm());
    line.addAll(List.of("-jar", jar.toString(), "--exit-hook", exitCall));
    return line;
  }

  private List<String> jvm() {
    var flags = new ArrayList<String>();
    flags.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    flags.add("-Xmx" + settings.heapBytes());
    if (settings.heapBytes() < SMALL_HEAP) {
      flags.add("-XX:+UseSerialGC");
    }
    flags.addAll(
        List.of(
            "-XX:-UsePerfData",
            "-XX:CompileThresholdScaling=4", // most methods of a short task are not worth it
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:ErrorFile=" + settings.workDir().resolve("hs_err_pid%p.log"),
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8"));
    return flags;
  }

  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    for (var name : HANDED_ON) {
      var value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(settings.environment());
    return environment;
  }

  private static Path runtimeJar(Path lib) throws IOException {
    if (Files.isDirectory(lib)) {
      try (var jars = Files.newDirectoryStream(lib, "task-runtime-*.jar")) {
        for (var jar : jars) {
          return jar.toAbsolutePath().normalize();
        }
      }
    }
    throw new IOException(
        "no task-runtime jar in "
            + lib.toAbsolutePath()
            + ": build it with `mvn -Dquick package`, which leaves it in task-runtime/target/dist/lib");
  }
}
