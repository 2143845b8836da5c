import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * save|load, S3's URL, a bucket, a dataset: the plain AWS SDK, which names nothing by content and
 * compresses nothing. Eight requests at once; objects of more than 16 MiB in parts of that size.
 */
final class SdkSide {
  private static final int AT_ONCE = 8;
  private static final int PART = 16 << 20;

  private final S3Client s3;
  private final String bucket;
  private final Dataset data;

  private SdkSide(S3Client s3, String bucket, Dataset data) {
    this.s3 = s3;
    this.bucket = bucket;
    this.data = data;
  }

  public static void main(String... args) throws Exception {
    var data = Dataset.of(args[3], args[4], args[5]);
    try (var s3 =
        S3Client.builder()
            .endpointOverride(URI.create(args[1]))
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(AT_ONCE))
            .build()) {
      var side = new SdkSide(s3, args[2], data);
      Measure.tell(Measure.seconds(args[0].equals("save") ? side::save : side::load));
    }
  }

  private static String key(int index) {
    return "plain/" + index;
  }

  private void save() throws Exception {
    if (data.size() <= PART) {
      atOnce(data.count(), i -> s3.putObject(put -> put.bucket(bucket).key(key(i)), body(i)));
      return;
    }
    for (int i = 0; i < data.count(); i++) {
      saveInParts(i);
    }
  }

  private RequestBody body(int index) {
    try {
      return RequestBody.fromBytes(data.bytes(index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void saveInParts(int index) throws Exception {
    var key = key(index);
    var upload = s3.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
    var parts = new CompletedPart[(int) ((data.size() + PART - 1) / PART)];
    atOnce(
        parts.length,
        n -> {
          try (var in = data.open(index)) {
            in.skipNBytes((long) n * PART);
            var body = RequestBody.fromBytes(in.readNBytes(PART));
            var stored =
                s3.uploadPart(
                    put -> put.bucket(bucket).key(key).uploadId(upload).partNumber(n + 1), body);
            parts[n] = CompletedPart.builder().partNumber(n + 1).eTag(stored.eTag()).build();
            return stored;
          }
        });
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(List.of(parts))));
  }

  private void load() throws Exception {
    if (data.size() <= PART) {
      atOnce(data.count(), i -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(i))));
      return;
    }
    for (int i = 0; i < data.count(); i++) {
      var key = key(i);
      atOnce(
          (int) ((data.size() + PART - 1) / PART),
          n -> {
            long from = (long) n * PART;
            long to = Math.min(from + PART, data.size()) - 1;
            try (var in =
                s3.getObject(
                    get -> get.bucket(bucket).key(key).range("bytes=" + from + "-" + to))) {
              return in.transferTo(OutputStream.nullOutputStream());
            }
          });
    }
  }

  @FunctionalInterface
  private interface Piece {
    Object move(int index) throws Exception;
  }

  private static void atOnce(int count, Piece piece) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var pieces = new ArrayList<Callable<Object>>();
      IntStream.range(0, count).forEach(i -> pieces.add(() -> piece.move(i)));
      for (var moved : threads.invokeAll(pieces)) {
        moved.get();
      }
    }
  }
}
