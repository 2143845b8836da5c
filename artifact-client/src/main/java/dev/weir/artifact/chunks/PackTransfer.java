package dev.weir.artifact.chunks;

import dev.weir.client.Retry;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Digest;
import dev.weir.protocol.PackCommit;
import dev.weir.protocol.PackUpload;
import dev.weir.protocol.PackUploadRequest;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Packs between here and S3, or the service where S3 can't be reached from here. */
final class PackTransfer {
  /** A smaller pack goes through the service: one request instead of three. */
  private static final int THROUGH_SERVICE = 1 << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Added for each MiB. */
  private static final Duration PER_MEBIBYTE = Duration.ofSeconds(2);

  /** The client sets these itself. */
  private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

  /** What S3 says of those who signed a URL when they may not any more. */
  private static final Set<String> CREDENTIALS =
      Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired", "InvalidAccessKeyId");

  /** One for the process: it has a thread and connections, and stores come and go. */
  private static final class S3 {
    private static final HttpClient HTTP =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** After S3 could not be reached, everything goes through the service for so long. */
  private static final Duration RELAYED = Duration.ofMinutes(1);

  private final ServiceHttp service;
  private final String path;
  private final Retry retry;
  private volatile long unreachableAt = System.nanoTime() - RELAYED.toNanos();

  PackTransfer(ServiceHttp service, String path, Retry retry) {
    this.service = service;
    this.path = path;
    this.retry = retry;
  }

  /** When it returns, what the pack holds is stored. */
  void put(PackBuffer pack) throws IOException {
    var digest = pack.finish();
    retry.call(
        () -> {
          if (digest.size() > THROUGH_SERVICE) {
            putDirectly(digest, pack);
          } else {
            putThroughService(digest, pack);
          }
          return true;
        });
  }

  private void putDirectly(Digest digest, PackBuffer pack) {
    var upload =
        isRelayed()
            ? PackUpload.RELAYED
            : service.post(path + ":upload", new PackUploadRequest(digest), PackUpload.class);
    var url = upload.url();
    if (url == null) {
      putThroughService(digest, pack);
      return;
    }
    try {
      putInto(url, upload, pack, digest.size());
    } catch (ConnectException e) {
      unreachableAt = System.nanoTime();
      putThroughService(digest, pack);
      return;
    }
    service.post(
        path + "/" + digest + ":commit", new PackCommit(Objects.requireNonNull(upload.upload())));
  }

  private void putInto(URI url, PackUpload upload, PackBuffer pack, long size)
      throws ConnectException {
    var request = HttpRequest.newBuilder(url).PUT(pack.body());
    var headers = Objects.requireNonNullElse(upload.headers(), Map.<String, String>of());
    headers.forEach(
        (name, value) -> {
          if (!OWN_HEADERS.contains(name)) {
            request.header(name, value);
          }
        });
    var answer = send(request, size);
    // 412: the same bytes are there, from an attempt whose answer was lost.
    if (answer.statusCode() >= 300 && answer.statusCode() != 412) {
      throw refusal("PUT", answer);
    }
  }

  private void putThroughService(Digest digest, PackBuffer pack) {
    var name = path + "/" + digest;
    service.send(
        service
            .request(name)
            .timeout(timeout(digest.size()))
            .header("Content-Type", "application/octet-stream")
            .PUT(pack.body()),
        name,
        BodyHandlers.discarding());
  }

  /** The span's bytes, unchecked. */
  byte[] get(PackSpan span) {
    if (span.size() == 0) {
      return new byte[0];
    }
    return retry.call(
        () -> {
          var url = span.pack().url();
          var bytes = url == null || isRelayed() ? getThroughService(span) : getDirectly(url, span);
          if (bytes.length != span.size()) {
            throw new ServiceException(
                ProblemType.UNAVAILABLE,
                "a part of pack %s came with %d bytes instead of %d"
                    .formatted(span.pack().pack(), bytes.length, span.size()));
          }
          return bytes;
        });
  }

  private byte[] getDirectly(URI url, PackSpan span) {
    HttpResponse<byte[]> answer;
    try {
      answer = send(HttpRequest.newBuilder(url).header("Range", range(span)).GET(), span.size());
    } catch (ConnectException e) {
      unreachableAt = System.nanoTime();
      return getThroughService(span);
    }
    if (answer.statusCode() == 403 || answer.statusCode() == 404) {
      // The URL's time is over, or the pack was packed anew: the service knows better.
      return getThroughService(span);
    }
    if (answer.statusCode() != 206) {
      throw refusal("GET", answer);
    }
    return answer.body();
  }

  private byte[] getThroughService(PackSpan span) {
    var name = path + "/" + span.pack().pack();
    return service.send(
        service.request(name).header("Range", range(span)).GET(), name, BodyHandlers.ofByteArray());
  }

  private boolean isRelayed() {
    return System.nanoTime() - unreachableAt < RELAYED.toNanos();
  }

  private static String range(PackSpan span) {
    return "bytes=" + span.at() + "-" + (span.end() - 1);
  }

  /** All of the answer within a time, also when it stalls half-way. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request, long size)
      throws ConnectException {
    var answer = S3.HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray());
    try {
      return answer.get(timeout(size).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ServiceException(ProblemType.UNAVAILABLE, "S3 did not answer in time", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException unreachable) {
        throw unreachable;
      }
      throw new ServiceException(
          ProblemType.UNAVAILABLE, "S3 can't be reached: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ServiceException(ProblemType.UNAVAILABLE, "interrupted asking S3", e);
    }
  }

  private static Duration timeout(long size) {
    return TIMEOUT.plus(PER_MEBIBYTE.multipliedBy(size >> 20));
  }

  /** Every refusal may pass: the next attempt asks for another URL. */
  private static ServiceException refusal(String method, HttpResponse<byte[]> answer) {
    var body =
        new String(answer.body(), 0, Math.min(answer.body().length, 300), StandardCharsets.UTF_8);
    var said = "S3 answered " + method + " with " + answer.statusCode() + ": " + body;
    return CREDENTIALS.stream().anyMatch(body::contains)
        ? new ServiceException(
            ProblemType.STORAGE_CREDENTIALS,
            "S3 refuses the credentials that artifact-store signed with: renew them there. " + said)
        : new ServiceException(ProblemType.UNAVAILABLE, said);
  }
}
