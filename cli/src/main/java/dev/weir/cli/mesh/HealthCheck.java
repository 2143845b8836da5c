package dev.weir.cli.mesh;

import dev.weir.history.MeshPart;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the parts of a mesh how they are. */
final class HealthCheck implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  MeshStatus.Health of(MeshPart part) {
    if (part.process().find().isEmpty()) {
      return MeshStatus.Health.DOWN;
    }
    var ready = part.ready();
    boolean serves = ready == null ? connects(part.url()) : isReady(ready);
    return serves ? MeshStatus.Health.UP : MeshStatus.Health.NOT_READY;
  }

  boolean isReady(URI ready) {
    var request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static boolean connects(URI url) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(url.getHost(), url.getPort()), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
