package dev.weir.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/** A PostgreSQL 18 of this JVM's own: a child process on the loopback interface. */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String USER = "postgres";

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final Scratch home;
  private final FileChannel lock;

  private EmbeddedPostgres(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, Scratch home, FileChannel lock) {
    this.server = server;
    this.home = home;
    this.lock = lock;
  }

  /** Keeps what is committed, in that directory, through any end of its process. */
  public static EmbeddedPostgres durable(Path directory, int port) throws IOException {
    return start(Scratch.kept(directory), port, "on");
  }

  /** Forgets all when closed, and is quicker for never waiting for the disk. */
  public static EmbeddedPostgres temporary() throws IOException {
    return start(Scratch.temporary("weir-postgres-"), 0, "off");
  }

  private static EmbeddedPostgres start(Scratch home, int port, String sync) throws IOException {
    var lock = lock(home.directory());
    try {
      var data = home.directory().resolve("data");
      var initialising = home.directory().resolve("initialising");
      prepare(data, initialising);
      var builder =
          io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(binaries().toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setDataDirectoryCustomizer(initialised -> initialising.toFile().delete())
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              .setServerConfig("max_connections", "200")
              .setServerConfig("fsync", sync)
              .setServerConfig("full_page_writes", sync)
              .setServerConfig("synchronous_commit", sync);
      return new EmbeddedPostgres(
          (port == 0 ? builder : builder.setPort(port)).start(), home, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    var channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this JVM: the same answer as for another one.
    }
    channel.close();
    throw new IOException(home + " is in use by another process; stop that one first");
  }

  /** Stops what a killed predecessor left running, and removes what it left half made. */
  private static void prepare(Path data, Path initialising) throws IOException {
    var orphan = OrphanedPostmaster.of(data);
    if (orphan.isPresent()) {
      orphan.get().stop();
    }
    if (Files.exists(initialising)) {
      Scratch.delete(data);
    }
    if (!Files.exists(data)) {
      Files.writeString(initialising, "initdb has not finished\n");
    }
  }

  /**
   * Where the binaries are unpacked once; a directory of this user's, so that users don't collide.
   */
  private static Path binaries() throws IOException {
    return Files.createDirectories(
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "weir-postgres-binaries-" + System.getProperty("user.name")));
  }

  public int port() {
    return server.getPort();
  }

  /** Creates the database unless it is there, and says how to connect to it. */
  public JdbcEndpoint createDatabase(String name) throws SQLException {
    var template =
        new JdbcEndpoint("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), USER), USER, USER);
    return template.createDatabase(name);
  }

  @Override
  public void close() throws IOException {
    server.close();
    lock.close();
    home.close();
  }
}
