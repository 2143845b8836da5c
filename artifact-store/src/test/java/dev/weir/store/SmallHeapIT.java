package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.client.Json;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Digest;
import dev.weir.protocol.PackUpload;
import dev.weir.protocol.PackUploadRequest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.StorageQuota;
import dev.weir.testkit.AwsCredentials;
import dev.weir.testkit.EmbeddedPostgres;
import dev.weir.testkit.EmbeddedS3;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service in a heap of 256 MiB, which ends when it runs out of it; all bytes pass
 * through it, since its clients can't reach S3.
 */
class SmallHeapIT {
  private static final Duration START = Duration.ofMinutes(2);
  private static final int STREAMS = 64;

  private EmbeddedPostgres postgres;
  private EmbeddedS3 s3;
  private Process service;
  private ServiceHttp http;
  private Path log;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    postgres = EmbeddedPostgres.temporary();
    s3 = EmbeddedS3.temporary();
    s3.createBucket("weir-artifacts");
    log = folder.resolve("log");
    var port = freePort();
    service = launch(port);
    var base = URI.create("http://127.0.0.1:" + port);
    http = new ServiceHttp(base, new Principal("ada"));
    await().atMost(START).ignoreExceptions().until(this::isReady);
  }

  private boolean isReady() {
    assertThat(service.isAlive()).as(this::log).isTrue();
    return http.getBytes("/q/health/ready") != null;
  }

  private Process launch(int port) throws Exception {
    var database = postgres.createDatabase("artifacts");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-jar",
            "target/quarkus-app/quarkus-run.jar");
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.username(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "AWS_REGION", AwsCredentials.LOCAL.region(),
                "AWS_ACCESS_KEY_ID", AwsCredentials.LOCAL.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", AwsCredentials.LOCAL.secretAccessKey(),
                "STORE_ENDPOINT", s3.endpoint().toString(),
                "STORE_DIRECT_TRANSFER", "false"));
    builder
        .environment()
        .putAll(
            Map.of(
                "STORE_QUOTA", "2G",
                "STORE_CHECKSUMS", "when-required",
                "STORE_RETRIES", "adaptive",
                "STORE_SPOOL_DIRECTORY", folder.resolve("spool").toString()));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() throws Exception {
    service.destroy();
    assertThat(service.waitFor(1, TimeUnit.MINUTES)).isTrue();
    s3.close();
    postgres.close();
  }

  @Test
  void sixtyFourStreamsAtOnceFit() throws Exception {
    // Given
    var packs =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    PackBytes.of(
                        IntStream.range(0, 9)
                            .mapToObj(j -> PackBytes.random(1 << 20))
                            .toArray(byte[][]::new)))
            .toList();
    // When
    runAll(i -> () -> put("p" + i, packs.get(i % packs.size())));
    // Then
    runAll(i -> () -> get("p" + i, packs.get(i % packs.size())));
    assertThat(service.isAlive()).as(this::log).isTrue();
    assertThat(Files.list(folder.resolve("spool"))).isEmpty();
  }

  @Test
  void whoeverPutsHereGetsNoUrlsAndTheQuotaOfTheService() {
    // Given
    var pack = Digest.of(PackBytes.random(10));
    var request = new PackUploadRequest(pack);
    // When
    var upload = http.post("/v1/projects/relayed/packs:upload", request, PackUpload.class);
    // Then
    assertThat(upload).isEqualTo(PackUpload.RELAYED);
    var storage = http.getBytes("/v1/projects/relayed/storage");
    assertThat(text(storage)).contains("\"quota\":" + (2L << 30));
    http.put("/v1/projects/relayed/storage", new StorageQuota(5L));
    assertThatThrownBy(
            () -> http.post("/v1/projects/relayed/packs:upload", request, PackUpload.class))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED));
  }

  private static String text(InputStream json) {
    try (json) {
      return Json.mapper().readTree(json).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean put(String project, byte[] pack) {
    var path = "/v1/projects/" + project + "/packs/" + Digest.of(pack);
    http.send(
        http.request(path)
            .timeout(START)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(pack)),
        path,
        BodyHandlers.discarding());
    return true;
  }

  private boolean get(String project, byte[] pack) throws IOException {
    var digest = Digest.of(pack);
    try (var bytes = http.getBytes("/v1/projects/" + project + "/packs/" + digest)) {
      assertThat(Digest.of(bytes)).isEqualTo(digest);
    }
    return true;
  }

  private void runAll(IntFunction<Callable<Boolean>> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < STREAMS; i++) {
        all.add(work.apply(i));
      }
      for (var done : threads.invokeAll(all)) {
        assertThat(done.get()).as(this::log).isTrue();
      }
    }
  }

  private String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }
}
