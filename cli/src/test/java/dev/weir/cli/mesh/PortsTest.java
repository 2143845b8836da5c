package dev.weir.cli.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void aTakenPortIsReplacedByAFreeOne() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      int port = new Ports().preferably(taken.getLocalPort());
      // Then
      assertThat(port).isNotEqualTo(taken.getLocalPort()).isPositive();
    }
  }

  @Test
  void aPortThatAnotherMeshHasIsNotTakenWhileNobodyListensThere() throws IOException {
    // Given
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (var mesh = new Ports()) {
      int first = mesh.preferably(free);
      // When
      try (var other = new Ports()) {
        // Then
        assertThat(other.preferably(first)).isNotEqualTo(first);
      }
    }
  }

  @Test
  void noPortIsGivenTwice() throws IOException {
    // Given
    var ports = new Ports();
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    // When
    int first = ports.preferably(free);
    int second = ports.preferably(first);
    // Then
    assertThat(second).isNotEqualTo(first);
  }
}
