package dev.weir.cli.mesh;

import dev.weir.cli.ExitCode;
import dev.weir.cli.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's loopback address, none given out twice. */
final class Ports {
  /** Linux takes outgoing ports from 32768 on, macOS from 49152. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1000;

  private final Set<Integer> given = new HashSet<>();

  /** That port if nobody listens on it, else a free one. */
  int preferably(int port) {
    if (!given.contains(port) && bindable(port)) {
      given.add(port);
      return port;
    }
    return free();
  }

  /**
   * A free one that the system gives to no outgoing connection: while what listens here is started
   * again, a client that keeps trying to connect may be given the very port it tries.
   */
  int free() {
    var random = ThreadLocalRandom.current();
    for (int tried = 0; tried < TRIES; tried++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!given.contains(port) && bindable(port)) {
        given.add(port);
        return port;
      }
    }
    throw new UserError(
        ExitCode.UNAVAILABLE,
        "found no free port between " + LOWEST + " and " + HIGHEST + " on this machine");
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
