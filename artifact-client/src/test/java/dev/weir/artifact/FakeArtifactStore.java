package dev.weir.artifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.artifact.chunks.PackEntry;
import dev.weir.artifact.chunks.PackTable;
import dev.weir.client.Json;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.ChunkPlace;
import dev.weir.protocol.ChunkPlaces;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.MissingChunks;
import dev.weir.protocol.PackPlace;
import dev.weir.protocol.PackUpload;
import dev.weir.protocol.PackUploadRequest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What artifact-store and its S3 say to a client, and how they may fail. Keeps packs in memory. */
public final class FakeArtifactStore implements AutoCloseable {
  private static final String PROJECTS = "/v1/projects/";

  /** How many of the next requests to the service are refused. */
  final AtomicInteger refusals = new AtomicInteger();

  /** How many of the next requests to S3 fail with 503. */
  final AtomicInteger slowDowns = new AtomicInteger();

  /** How many of the next answers of S3 break off. */
  final AtomicInteger breaks = new AtomicInteger();

  /** How many of the next answers of S3 have a wrong byte. */
  final AtomicInteger flips = new AtomicInteger();

  /** Where S3 is said to be; elsewhere, it can't be reached. */
  volatile URI s3;

  final List<String> requests = new CopyOnWriteArrayList<>();

  private final Set<String> users = ConcurrentHashMap.newKeySet();
  private final Map<Digest, byte[]> uploaded = new ConcurrentHashMap<>();
  private final Map<Digest, byte[]> packs = new ConcurrentHashMap<>();
  private final Map<String, Place> index = new ConcurrentHashMap<>();
  private final HttpServer server;

  private record Place(Digest pack, PackEntry entry) {}

  public FakeArtifactStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext(PROJECTS, this::answer);
    server.createContext("/s3/", this::answerAsS3);
    server.start();
    s3 = address();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** On whose behalf it was asked. */
  public Set<String> users() {
    return Set.copyOf(users);
  }

  long count(String request) {
    return requests.stream().filter(made -> made.startsWith(request)).count();
  }

  /** Changes a byte of the frame for good. */
  void damage(String project, String chunk) {
    var place = index.get(project + "/" + chunk);
    packs.get(place.pack())[(int) place.entry().at()] ^= 1;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      users.add(exchange.getRequestHeaders().getFirst(Principal.HEADER));
      var path = exchange.getRequestURI().getPath();
      var project = path.substring(PROJECTS.length(), path.indexOf('/', PROJECTS.length()) + 1);
      var what = path.substring(PROJECTS.length() + project.length());
      requests.add(exchange.getRequestMethod() + " " + what);
      if (refusals.getAndDecrement() > 0) {
        refuse(exchange, ProblemType.UNAVAILABLE);
      } else if (what.equals("chunks:missing")) {
        var asked = Json.read(body, ChunksRequest.class).chunks();
        var missing = asked.stream().filter(chunk -> !index.containsKey(project + chunk)).toList();
        send(exchange, 200, Json.bytes(new MissingChunks(missing)));
      } else if (what.equals("chunks:locate")) {
        send(
            exchange,
            200,
            Json.bytes(locate(project, Json.read(body, ChunksRequest.class).chunks())));
      } else if (what.equals("packs:upload")) {
        var pack = Json.read(body, PackUploadRequest.class).pack();
        var upload =
            new PackUpload(
                "1",
                url(pack),
                Map.of("x-amz-checksum-sha256", "ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs="),
                Instant.MAX);
        send(exchange, 200, Json.bytes(upload));
      } else if (what.endsWith(":commit")) {
        var pack = Digest.parse(what.substring("packs/".length(), what.indexOf(":commit")));
        index(project, pack, uploaded.get(pack));
        send(exchange, 200, new byte[0]);
      } else {
        pack(exchange, project, Digest.parse(what.substring("packs/".length())), body);
      }
    }
  }

  private void pack(HttpExchange exchange, String project, Digest pack, byte[] body)
      throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      index(project, pack, body);
      send(exchange, 201, new byte[0]);
    } else {
      sendRange(exchange, packs.get(pack));
    }
  }

  private void answerAsS3(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      requests.add(exchange.getRequestMethod() + " S3");
      var pack = Digest.parse(exchange.getRequestURI().getPath().substring("/s3/".length()));
      if (slowDowns.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        send(exchange, 503, "<Code>SlowDown</Code>".getBytes(StandardCharsets.UTF_8));
      } else if (exchange.getRequestMethod().equals("PUT")) {
        uploaded.put(pack, body);
        send(exchange, 200, new byte[0]);
      } else {
        sendRange(exchange, packs.get(pack));
      }
    }
  }

  private void index(String project, Digest pack, byte[] bytes) throws IOException {
    packs.put(pack, bytes);
    var footer = Arrays.copyOfRange(bytes, bytes.length - PackTable.FOOTER, bytes.length);
    var location = PackTable.footer(footer, bytes.length);
    var table =
        Arrays.copyOfRange(bytes, (int) location.at(), (int) location.at() + location.size());
    for (var entry : PackTable.entries(table, location)) {
      index.put(project + entry.chunk().sha256(), new Place(pack, entry));
    }
  }

  private ChunkPlaces locate(String project, List<ChunkId> chunks) {
    var places = new ArrayList<ChunkPlace>();
    var named = new ArrayList<Digest>();
    for (var chunk : chunks) {
      var place = index.get(project + chunk);
      if (place == null) {
        places.add(null);
        continue;
      }
      if (!named.contains(place.pack())) {
        named.add(place.pack());
      }
      var entry = place.entry();
      places.add(
          new ChunkPlace(
              named.indexOf(place.pack()), entry.at(), entry.stored(), (int) entry.chunk().size()));
    }
    return new ChunkPlaces(
        named.stream().map(pack -> new PackPlace(pack, url(pack), Instant.MAX)).toList(), places);
  }

  private URI url(Digest pack) {
    return s3.resolve("/s3/" + pack);
  }

  Set<Digest> packs() {
    return packs.keySet();
  }

  private void sendRange(HttpExchange exchange, byte[] all) throws IOException {
    var range = exchange.getRequestHeaders().getFirst("Range").substring("bytes=".length());
    var dash = range.indexOf('-');
    var from = Integer.parseInt(range.substring(0, dash));
    var bytes = Arrays.copyOfRange(all, from, Integer.parseInt(range.substring(dash + 1)) + 1);
    if (flips.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      bytes[bytes.length / 2] ^= 1;
    }
    if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.sendResponseHeaders(206, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      throw new IOException("the connection breaks");
    }
    send(exchange, 206, bytes);
  }

  private static void refuse(HttpExchange exchange, ProblemType type) throws IOException {
    send(exchange, type.status(), Json.bytes(Problem.of(type, "the service is starting", null)));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
