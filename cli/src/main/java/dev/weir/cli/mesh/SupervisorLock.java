package dev.weir.cli.mesh;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** At most one supervisor for one mesh; the lock ends with its process, however that ends. */
final class SupervisorLock implements AutoCloseable {
  private final FileChannel channel;

  private SupervisorLock(FileChannel channel) {
    this.channel = channel;
  }

  static SupervisorLock take(MeshFolder folder) {
    try {
      Files.createDirectories(folder.root());
      var channel =
          FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new SupervisorLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't lock " + folder.lock() + ": " + e);
    }
    throw new UserError("the mesh in " + folder.root() + " is up already: see 'weir status'");
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("can't unlock the mesh", e);
    }
  }
}
