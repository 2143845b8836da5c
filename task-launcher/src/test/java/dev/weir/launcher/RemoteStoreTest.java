package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.artifact.MemoryBlobStore;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import dev.weir.runtime.wire.StoreLocation;
import flows.TalkativeFlow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteStoreTest {
  @TempDir Path directory;
  private final MemoryBlobStore store = new MemoryBlobStore();
  private final List<String> users = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private TaskLauncher launcher;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/projects/tests/blobs/", this::answer);
    server.start();
    var uri = URI.create("http://localhost:" + server.getAddress().getPort());
    launcher =
        new TaskLauncher(
            LauncherSettings.of(Path.of("../task-runtime/target/dist/lib"), directory, 1)
                .withHeap(48 << 20),
            task -> new StoreLocation.Remote(uri, task.project(), new Principal(task.owner())));
  }

  @AfterEach
  void stop() {
    launcher.close();
    server.stop(0);
  }

  @Test
  void theProcessStaysWarmAlthoughItKeepsConnections() throws Exception {
    // Given
    var tasks = Tasks.of(Packages.put(TalkativeFlow.class, Graph.startAndEnd(), store));
    // When
    var start = launcher.run(tasks.start(), line -> {});
    var end = launcher.run(tasks.after("end", Launched.success(start).outputs()), line -> {});
    // Then
    assertThat(store.contains(Launched.success(end).outputs())).isTrue();
    assertThat(end.pid()).isEqualTo(start.pid());
    assertThat(users).isNotEmpty().containsOnly("ada");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      users.add(exchange.getRequestHeaders().getFirst(Principal.HEADER));
      var path = exchange.getRequestURI().getRawPath();
      var digest =
          Digest.parse(
              URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8));
      if (exchange.getRequestMethod().equals("PUT")) {
        store.put(digest, exchange.getRequestBody());
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      var bytes = store.read(digest);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
