package dev.weir.libraries;

import dev.weir.libraries.Lock.Jar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Class paths for what flows ask for. What was resolved once is locked: the same request gives the
 * same bytes, and asks nobody, until it is told to update.
 */
public final class LibraryResolver {
  private final Supplier<MavenHome> maven;
  private final LockFolder locks;
  private final InstantSource clock;
  private final boolean update;
  private final Map<LibraryRequest, List<LibraryFile>> known = new HashMap<>();

  LibraryResolver(Supplier<MavenHome> maven, Path locks, InstantSource clock, boolean update) {
    this.maven = maven;
    this.locks = new LockFolder(locks);
    this.clock = clock;
    this.update = update;
  }

  /** With those settings, and locks in that folder. */
  public static LibraryResolver of(MavenHome maven, Path locks) {
    return new LibraryResolver(() -> maven, locks, InstantSource.system(), false);
  }

  /** With this user's settings of Maven, and locks in the user's cache. */
  public static LibraryResolver ofThisUser() {
    return new LibraryResolver(MavenHome::ofThisUser, cache(), InstantSource.system(), false);
  }

  /** Resolves anew: newer snapshots, newer versions within ranges. */
  public LibraryResolver updating() {
    return new LibraryResolver(maven, locks.folder(), clock, true);
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("weir")
        .resolve("libraries");
  }

  /** In the order of the class path. */
  public List<LibraryFile> resolve(LibraryRequest request) throws LibraryException {
    if (request.coordinates().isEmpty()) {
      return List.of();
    }
    var before = known.get(request);
    if (before != null) {
      return before;
    }
    try {
      var files = locked(request);
      known.put(request, files);
      return files;
    } catch (IOException e) {
      throw cantKeep(e);
    }
  }

  private LibraryException cantKeep(IOException e) {
    return new LibraryException(
        "libraries can't be kept on this machine: " + e,
        "The local repository and " + locks.folder() + " have to be readable and writable.");
  }

  /** The Maven project in that folder, with all that it needs to be compiled and to run. */
  public MavenProject project(Path folder) throws LibraryException, PomException {
    try {
      var name = ProjectLock.name(folder);
      var known = update ? Optional.<ProjectLock>empty() : locks.find(name, ProjectLock.class);
      if (known.isPresent() && known.get().answers(folder)) {
        return (known.get().isThere() ? known.get() : restore(known.get(), folder)).project(folder);
      }
      return lock(folder).project(folder);
    } catch (IOException e) {
      throw cantKeep(e);
    }
  }

  private ProjectLock lock(Path folder) throws IOException, LibraryException, PomException {
    try (var resolver = MavenResolver.open(maven.get(), update)) {
      var lock = resolver.project(folder).read(clock.instant());
      locks.put(ProjectLock.name(folder), lock);
      return lock;
    }
  }

  private ProjectLock restore(ProjectLock lock, Path folder)
      throws IOException, LibraryException, PomException {
    try (var resolver = MavenResolver.open(maven.get(), false)) {
      var before = lock.jars().stream().map(ProjectLock.ProjectJar::jar).toList();
      var jars = resolver.project(folder).fetch(before.stream().map(Jar::coordinates).toList());
      refuseOtherBytes(lock.at(), before, jars);
      var restored = lock.with(jars);
      locks.put(ProjectLock.name(folder), restored);
      return restored;
    }
  }

  private List<LibraryFile> locked(LibraryRequest request) throws IOException, LibraryException {
    var lock = update ? Optional.<Lock>empty() : locks.find(request);
    if (lock.isEmpty()) {
      return lock(request);
    }
    var files = lock.get().files();
    return files.isPresent() ? files.get() : restore(lock.get(), request);
  }

  private List<LibraryFile> lock(LibraryRequest request) throws IOException, LibraryException {
    try (var resolver = MavenResolver.open(maven.get(), update)) {
      return keep(request, clock.instant(), resolver.resolve(request));
    }
  }

  /** The files are gone or were replaced; the same versions have to have the same bytes. */
  private List<LibraryFile> restore(Lock lock, LibraryRequest request)
      throws IOException, LibraryException {
    try (var resolver = MavenResolver.open(maven.get(), false)) {
      var coordinates = lock.jars().stream().map(Jar::coordinates).toList();
      var jars = resolver.fetch(coordinates, request);
      refuseOtherBytes(lock.at(), lock.jars(), jars);
      return keep(request, lock.at(), jars);
    }
  }

  private static void refuseOtherBytes(Instant at, List<Jar> before, List<Jar> jars)
      throws LibraryException {
    for (int i = 0; i < jars.size(); i++) {
      var locked = before.get(i);
      if (!jars.get(i).digest().equals(locked.digest())) {
        throw new LibraryException(
            locked.coordinates()
                + " has changed since it was locked on "
                + at
                + ": "
                + jars.get(i).file()
                + " is not SHA-256 "
                + locked.digest().sha256(),
            "If that is meant, as with a snapshot, lock it anew with --update-libraries.");
      }
    }
  }

  private List<LibraryFile> keep(LibraryRequest request, Instant at, List<Jar> jars)
      throws IOException {
    locks.put(request, Lock.of(request, at, jars));
    return jars.stream().map(Jar::asFile).toList();
  }
}
