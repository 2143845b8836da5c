package dev.weir.store.pack;

import dev.weir.store.StoreConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Files in which bytes wait until they are checked, so that many at once need little memory. */
@ApplicationScoped
class Spool {
  private static final Logger LOG = Logger.getLogger(Spool.class);
  private static final String PREFIX = "weir-spool-";

  /** Nothing waits that long; what is older was left by a process that was killed. */
  private static final Duration OLD = Duration.ofDays(1);

  private final Path directory;
  private final Clock clock;

  Spool(StoreConfig config, Clock clock) throws IOException {
    this.directory = config.spoolDirectory().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    this.clock = clock;
    Files.createDirectories(directory);
  }

  void clean(@Observes StartupEvent start) throws IOException {
    var old = clock.instant().minus(OLD);
    try (var files = Files.newDirectoryStream(directory, PREFIX + "*")) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          LOG.infof("spool file of a killed process deleted file=%s", file);
          Files.deleteIfExists(file);
        }
      }
    }
  }

  SpooledFile file() throws IOException {
    return new SpooledFile(Files.createTempFile(directory, PREFIX, ".part"));
  }

  /** Is gone when closed. */
  record SpooledFile(Path path) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }
}
