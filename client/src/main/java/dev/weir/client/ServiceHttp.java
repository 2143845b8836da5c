package dev.weir.client;

import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * HTTP to one service on behalf of one principal. A problem in the answer comes out as the {@link
 * ServiceException} the service threw; a service that can't be reached as {@link
 * ProblemType#UNAVAILABLE}. Safe for use by many threads.
 */
public final class ServiceHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI base;
  private final Principal principal;

  public ServiceHttp(URI base, Principal principal) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build(),
        base,
        principal);
  }

  private ServiceHttp(HttpClient http, URI base, Principal principal) {
    this.http = http;
    this.base = base;
    this.principal = principal;
  }

  /** The same service and connections, on behalf of someone else. */
  public ServiceHttp as(Principal other) {
    return new ServiceHttp(http, base, other);
  }

  /** One segment of a path, or a query's value, as a URL has it. */
  public static String encode(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  public <T> T get(String path, Class<T> type) {
    return Json.read(send(request(path).GET(), path, BodyHandlers.ofByteArray()), type);
  }

  public <T> T post(String path, Object body, Class<T> type) {
    return Json.read(sendJson("POST", path, body), type);
  }

  public void post(String path, Object body) {
    sendJson("POST", path, body);
  }

  public <T> T put(String path, Object body, Class<T> type) {
    return Json.read(sendJson("PUT", path, body), type);
  }

  public <T> T patch(String path, Object body, Class<T> type) {
    return Json.read(sendJson("PATCH", path, body), type);
  }

  public void put(String path, Object body) {
    sendJson("PUT", path, body);
  }

  /** Sends bytes as they are. */
  public void putBytes(String path, BodyPublisher body) {
    send(
        request(path).header("Content-Type", "application/octet-stream").PUT(body),
        path,
        BodyHandlers.discarding());
  }

  /** The answer's bytes as they are; the caller closes the stream. */
  public InputStream getBytes(String path) {
    return send(request(path).GET(), path, BodyHandlers.ofInputStream());
  }

  /** A request to be refined by the caller and given to {@link #send}. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(REQUEST_TIMEOUT)
        .header("Accept", "application/json, application/problem+json, */*")
        .header(Principal.HEADER, principal.name());
  }

  /** The body of a successful answer. */
  public <T> T send(HttpRequest.Builder request, String path, HttpResponse.BodyHandler<T> body) {
    HttpResponse<T> response;
    try {
      response =
          http.send(
              request.build(),
              info ->
                  info.statusCode() < 300
                      ? body.apply(info)
                      : HttpResponse.BodySubscribers.mapping(
                          HttpResponse.BodySubscribers.ofByteArray(),
                          bytes -> {
                            throw problem(info.statusCode(), bytes, path);
                          }));
    } catch (IOException e) {
      throw refusalIn(e, path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException(ProblemType.UNAVAILABLE, "interrupted asking " + base, e);
    }
    return response.body();
  }

  private byte[] sendJson(String method, String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(Json.bytes(body))),
        path,
        BodyHandlers.ofByteArray());
  }

  private ServiceException refusalIn(IOException e, String path) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceException refusal) {
        return refusal;
      }
    }
    return new ServiceException(
        ProblemType.UNAVAILABLE, "no answer from " + base.resolve(path) + ": " + e, e);
  }

  private ServiceException problem(int status, byte[] body, String path) {
    Problem problem;
    try {
      problem = Json.read(body, Problem.class);
    } catch (IllegalArgumentException e) {
      problem = new Problem("about:blank", "HTTP " + status, status, null, null);
    }
    var type = problem.type();
    var detail = problem.detail();
    return new ServiceException(
        Arrays.stream(ProblemType.values())
            .filter(candidate -> candidate.urn().equals(type))
            .findFirst()
            .orElse(ofStatus(status)),
        detail == null ? problem.title() + " (" + base.resolve(path) + ")" : detail);
  }

  private static ProblemType ofStatus(int status) {
    if (status == 503 || status == 502 || status == 504) {
      return ProblemType.UNAVAILABLE;
    }
    return status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL;
  }
}
