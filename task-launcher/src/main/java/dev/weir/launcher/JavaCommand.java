package dev.weir.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The command line of a task process, and its environment. */
final class JavaCommand {
  private static final String MAIN = "dev.weir.runtime.TaskMain";

  /** Below this, one collector thread does as well and starts faster. */
  private static final long SMALL_HEAP = 4L << 30;

  private static final List<String> HANDED_ON =
      List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

  private final LauncherSettings settings;
  private final SharedArchive archive;
  private final String classPath;

  JavaCommand(LauncherSettings settings) {
    this.settings = settings;
    this.classPath = classPath(settings.runtimeLib());
    this.archive = new SharedArchive(settings.workDir(), classPath);
  }

  List<String> line(Path socket) {
    var line = new ArrayList<String>();
    Sessions.command().ifPresent(line::add);
    line.addAll(jvm());
    archive.flag().ifPresent(line::add);
    line.addAll(settings.jvmFlags());
    line.addAll(List.of("-cp", classPath, MAIN, socket.toString()));
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
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:ErrorFile=" + settings.workDir().resolve("hs_err_pid%p.log"),
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED",
            // Arrow needs the first; the runtime puts WEIR_* into the environment by the second.
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"));
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

  /** In a fixed order, since class data sharing compares it. */
  private static String classPath(Path lib) {
    try (var files = Files.list(lib)) {
      var jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(file -> file.toAbsolutePath().toString())
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
      if (jars.isEmpty()) {
        throw new IllegalArgumentException(
            "no jars in "
                + lib.toAbsolutePath()
                + ": it should hold task-runtime and its libraries");
      }
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read task-runtime's directory " + lib, e);
    }
  }
}
