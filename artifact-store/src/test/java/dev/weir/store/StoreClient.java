package dev.weir.store;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weir.client.Json;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.ChunkPlaces;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.Digest;
import dev.weir.protocol.MissingChunks;
import dev.weir.protocol.PackCommit;
import dev.weir.protocol.PackUpload;
import dev.weir.protocol.PackUploadRequest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a client of the service does, in one project, step by step. */
public record StoreClient(String project) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A project that no other test has. */
  public static StoreClient ofNewProject() {
    return new StoreClient("p" + Digest.of(PackBytes.random(20)).sha256().substring(0, 12));
  }

  public static RequestSpecification request() {
    return given().urlEncodingEnabled(false).header(Principal.HEADER, "ada");
  }

  public String path(String rest) {
    return "/v1/projects/" + project + "/" + rest;
  }

  public ValidatableResponse get(String rest) {
    return request().get(path(rest)).then();
  }

  public ValidatableResponse post(String rest, Object body) {
    return request().contentType("application/json").body(Json.text(body)).post(path(rest)).then();
  }

  /** Through the service. */
  public ValidatableResponse put(byte[] pack) {
    return put(Digest.of(pack), pack);
  }

  public ValidatableResponse put(Digest digest, byte[] pack) {
    return request()
        .contentType("application/octet-stream")
        .body(pack)
        .put(path("packs/" + digest))
        .then();
  }

  public PackUpload upload(byte[] pack) {
    var answer = post("packs:upload", new PackUploadRequest(Digest.of(pack))).statusCode(200);
    return Json.read(answer.extract().asByteArray(), PackUpload.class);
  }

  public ValidatableResponse commit(byte[] pack, PackUpload upload) {
    return post("packs/" + Digest.of(pack) + ":commit", new PackCommit(upload.upload()));
  }

  public List<ChunkId> missing(byte[]... chunks) {
    var answer = post("chunks:missing", chunks(chunks)).statusCode(200);
    return Json.read(answer.extract().asByteArray(), MissingChunks.class).missing();
  }

  public ChunkPlaces locate(byte[]... chunks) {
    var answer = post("chunks:locate", chunks(chunks)).statusCode(200);
    return Json.read(answer.extract().asByteArray(), ChunkPlaces.class);
  }

  public static ChunksRequest chunks(byte[]... chunks) {
    return new ChunksRequest(Arrays.stream(chunks).map(StoreClient::id).toList());
  }

  public static ChunkId id(byte[] chunk) {
    return new ChunkId(Digest.of(chunk).sha256());
  }

  /** Straight into S3. */
  public static HttpResponse<String> send(PackUpload upload, byte[] bytes)
      throws IOException, InterruptedException {
    return send(upload, upload.headers(), bytes);
  }

  public static HttpResponse<String> send(
      PackUpload upload, Map<String, String> headers, byte[] bytes)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(upload.url()).PUT(BodyPublishers.ofByteArray(bytes));
    headers.forEach(request::header);
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Some bytes of a pack, straight from S3. */
  public static byte[] read(java.net.URI url, long from, int length)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .header("Range", "bytes=" + from + "-" + (from + length - 1))
            .build();
    return HTTP.send(request, BodyHandlers.ofByteArray()).body();
  }

  public static void problem(ValidatableResponse answer, ProblemType type, String detail) {
    answer
        .statusCode(type.status())
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo(type.urn()))
        .body("detail", containsString(detail));
  }
}
