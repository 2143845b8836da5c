package dev.weir.cli.run;

import dev.weir.protocol.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks git where a flow's sources come from, while the flow is compiled. Without git, or where it
 * knows nothing of them or takes too long, nothing is known, and that is all.
 */
public final class GitProvenance {
  /** Of a repository so large, or on a disk so slow, that it is not worth the wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String URLS = "^remote\\..*\\.url$";

  private final List<Process> processes = new ArrayList<>();
  private final CompletableFuture<Optional<Provenance>> answer = new CompletableFuture<>();

  private GitProvenance() {}

  /** Begins to ask. */
  public static GitProvenance of(Path source) {
    var git = new GitProvenance();
    Thread.ofPlatform().daemon().name("git").start(() -> git.answer.complete(git.ask(source)));
    return git;
  }

  /** Waits for the answer, though not for long. */
  public Optional<Provenance> get() {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      synchronized (processes) {
        processes.forEach(Process::destroy);
      }
    }
  }

  private Optional<Provenance> ask(Path source) {
    try {
      var path = source.toRealPath();
      var folder = Files.isDirectory(path) ? path : path.getParent();
      if (!isInRepository(folder)) {
        return Optional.empty();
      }
      var status = new ArrayList<>(List.of("status", "--porcelain=v2", "--branch", "-z"));
      status.addAll(which(path));
      var told = git(folder, status);
      var remotes = git(folder, List.of("config", "-z", "--get-regexp", URLS));
      return provenance(records(told), urls(records(remotes)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** So that git is started only where there may be something to ask. */
  private static boolean isInRepository(@Nullable Path folder) {
    for (var at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  /** The flow's sources: what else lies there is not in the code package. */
  private static List<String> which(Path source) {
    return Files.isDirectory(source)
        ? List.of("--untracked-files=all", "--", ":(glob)**/*.java", ":(glob)**/pom.xml")
        : List.of(
            "--untracked-files=all",
            "--ignored=matching",
            "--",
            ":(literal)" + source.getFileName());
  }

  private Process git(Path folder, List<String> arguments) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0"); // nothing there is ours to write
    var process = builder.start();
    synchronized (processes) {
      processes.add(process);
    }
    return process;
  }

  private static List<String> records(Process git) throws IOException {
    try (var out = git.getInputStream()) {
      var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }
  }

  /** Of each remote, by its name. */
  private static Map<String, String> urls(List<String> settings) {
    var urls = new LinkedHashMap<String, String>();
    for (var setting : settings) {
      int line = setting.indexOf('\n');
      var key = line < 0 ? setting : setting.substring(0, line);
      urls.putIfAbsent(
          key.substring("remote.".length(), key.length() - ".url".length()),
          setting.substring(line + 1));
    }
    return urls;
  }

  static Optional<Provenance> provenance(List<String> status, Map<String, String> remotes) {
    var heads = new LinkedHashMap<String, String>();
    var dirty = false;
    for (var record : status) {
      if (record.startsWith("# branch.")) {
        var words = record.substring("# branch.".length()).split(" ", 2);
        heads.put(words[0], words.length > 1 ? words[1] : "");
      } else {
        dirty = true;
      }
    }
    var commit = heads.get("oid");
    if (commit == null || commit.startsWith("(")) {
      return Optional.empty(); // no repository, or one without a commit
    }
    var branch = heads.getOrDefault("head", "(detached)");
    var url = url(heads.getOrDefault("upstream", ""), remotes);
    return Optional.of(
        new Provenance(
            url.map(GitProvenance::withoutCredentials).orElse(null),
            branch.startsWith("(") ? null : branch,
            commit,
            dirty));
  }

  /** That of the branch's own remote, else of origin, else of the only one. */
  private static Optional<String> url(String upstream, Map<String, String> remotes) {
    for (var remote : remotes.entrySet()) {
      if (upstream.startsWith(remote.getKey() + "/")) {
        return Optional.of(remote.getValue());
      }
    }
    return Optional.ofNullable(remotes.get("origin"))
        .or(() -> remotes.values().stream().filter(url -> remotes.size() == 1).findFirst());
  }

  /** Tokens travel in front of the host, or after a question mark. */
  static String withoutCredentials(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      int host = url.indexOf('@');
      return host < 0 || url.lastIndexOf(':', host) < 0 ? url : url.substring(host + 1);
    }
    var rest = url.substring(scheme + 3).replaceFirst("[?#].*", "");
    int slash = rest.indexOf('/');
    var authority = slash < 0 ? rest : rest.substring(0, slash);
    return url.substring(0, scheme + 3)
        + authority.substring(authority.lastIndexOf('@') + 1)
        + (slash < 0 ? "" : rest.substring(slash));
  }
}
