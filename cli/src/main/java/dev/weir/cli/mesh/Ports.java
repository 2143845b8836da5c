package dev.weir.cli.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Ports of this machine's loopback address, none given out twice. */
final class Ports {
  private final Set<Integer> given = new HashSet<>();

  /** That port if nobody listens on it, else a free one. */
  int preferably(int port) {
    if (!given.contains(port) && bindable(port)) {
      given.add(port);
      return port;
    }
    return free();
  }

  private int free() {
    while (true) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (given.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("this machine has no free port", e);
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
