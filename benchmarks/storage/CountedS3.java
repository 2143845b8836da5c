import dev.weir.testkit.faults.FaultyS3;
import dev.weir.testkit.faults.S3Traffic;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** S3's URL: stands before it and tells, for each line of input, what came by since the last. */
final class CountedS3 {
  private CountedS3() {}

  public static void main(String... args) throws Exception {
    try (var s3 = FaultyS3.before(URI.create(args[0]));
        var asked = new BufferedReader(new InputStreamReader(System.in))) {
      System.out.println(s3.endpoint());
      while (asked.readLine() != null) {
        System.out.println(json(s3.traffic()));
        s3.forgetTraffic();
      }
    }
  }

  private static String json(S3Traffic traffic) {
    var requests =
        new TreeMap<>(traffic.requests())
            .entrySet().stream()
                .map(entry -> "\"%s\": %d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    return "{\"total\": %d, \"up\": %d, \"down\": %d, \"requests\": {%s}}"
        .formatted(traffic.total(), traffic.bytesUp(), traffic.bytesDown(), requests);
  }
}
