package dev.weir.cli.mesh;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine's loopback address, none given out twice, and none that another mesh of
 * this user has: not even while what shall listen there is only about to start, or to start again.
 */
final class Ports implements AutoCloseable {
  /** Linux takes outgoing ports from 32768 on, macOS from 49152. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1000;

  private final Set<Integer> given = new HashSet<>();

  /** Each port that a mesh has is the place of a lock in this file, which ends with its process. */
  private final Optional<FileChannel> register = openRegister();

  /** That port if nobody listens on it, else a free one. */
  int preferably(int port) {
    return take(port) ? port : free();
  }

  /**
   * A free one that the system gives to no outgoing connection: while what listens here is started
   * again, a client that keeps trying to connect may be given the very port it tries.
   */
  int free() {
    var random = ThreadLocalRandom.current();
    for (int tried = 0; tried < TRIES; tried++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (take(port)) {
        return port;
      }
    }
    throw new UserError(
        ExitCode.UNAVAILABLE,
        "found no free port between " + LOWEST + " and " + HIGHEST + " on this machine");
  }

  private boolean take(int port) {
    return !given.contains(port) && bindable(port) && reserve(port) && given.add(port);
  }

  private boolean reserve(int port) {
    if (register.isEmpty()) {
      return true;
    }
    try {
      return register.get().tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // of another mesh in this process
    } catch (IOException e) {
      return true; // a file system without locks
    }
  }

  private static Optional<FileChannel> openRegister() {
    var name = "weir-ports-" + System.getProperty("user.name");
    var file = Path.of(System.getProperty("java.io.tmpdir"), name);
    try {
      return Optional.of(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException e) {
      return Optional.empty(); // two meshes that start at the same moment may then collide
    }
  }

  @Override
  public void close() {
    if (register.isPresent()) {
      try {
        register.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException("can't release the mesh's ports", e);
      }
    }
  }

  /** On the loopback address and on all addresses: someone may listen on either. */
  private static boolean bindable(int port) {
    return bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && bindable(new InetSocketAddress(port));
  }

  private static boolean bindable(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address, 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
