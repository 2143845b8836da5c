package dev.weir.testkit.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first line and the headers of a request or an answer, as they came. */
record HttpHead(List<String> lines) {
  private static final int LIMIT = 1 << 16;

  /** Nothing when the other side has closed the connection between two requests. */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int lineLength = 0;
    while (true) {
      int next = in.read();
      if (next < 0 && head.size() == 0) {
        return Optional.empty();
      }
      if (next < 0 || head.size() > LIMIT) {
        throw new EOFException("no whole head of a request or an answer came");
      }
      head.write(next);
      if (next == '\n') {
        if (lineLength == 0) {
          return Optional.of(parse(head));
        }
        lineLength = 0;
      } else if (next != '\r') {
        lineLength++;
      }
    }
  }

  private static HttpHead parse(ByteArrayOutputStream head) {
    return new HttpHead(
        head.toString(StandardCharsets.ISO_8859_1).lines().filter(l -> !l.isEmpty()).toList());
  }

  Optional<String> header(String name) {
    return lines.stream()
        .skip(1)
        .filter(line -> isNamed(line, name))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  private static boolean isNamed(String line, String name) {
    return line.length() > name.length()
        && line.charAt(name.length()) == ':'
        && line.regionMatches(true, 0, name, 0, name.length());
  }

  HttpHead without(String name) {
    return new HttpHead(lines.stream().filter(line -> !isNamed(line, name)).toList());
  }

  String method() {
    return lines.getFirst().split(" ", 3)[0];
  }

  int status() {
    return Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
  }

  String path() {
    return target().split("\\?", 2)[0];
  }

  private String target() {
    return lines.getFirst().split(" ", 3)[1];
  }

  /** The names of what stands behind the question mark. */
  Set<String> parameters() {
    var parts = target().split("\\?", 2);
    return parts.length == 1
        ? Set.of()
        : Stream.of(parts[1].split("&"))
            .map(parameter -> parameter.split("=", 2)[0])
            .collect(Collectors.toSet());
  }

  /** Whether the path names an object in a bucket, and not only the bucket. */
  boolean hasKey() {
    return path().replaceFirst("^/[^/]*/?", "").length() > 0;
  }

  boolean hasHeader(String name, String value) {
    return header(name).filter(v -> v.toLowerCase(Locale.ROOT).contains(value)).isPresent();
  }

  byte[] bytes() {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
