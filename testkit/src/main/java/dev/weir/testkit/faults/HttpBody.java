package dev.weir.testkit.faults;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** How a body is framed, and so where it ends. */
sealed interface HttpBody {
  int BUFFER = 1 << 16;

  record None() implements HttpBody {}

  record Sized(long length) implements HttpBody {}

  record Chunked() implements HttpBody {}

  record UntilClosed() implements HttpBody {}

  static HttpBody ofRequest(HttpHead head) {
    return framed(head, new None());
  }

  static HttpBody ofAnswer(String method, HttpHead head) {
    int status = head.status();
    return method.equals("HEAD") || status == 204 || status == 304
        ? new None()
        : framed(head, new UntilClosed());
  }

  private static HttpBody framed(HttpHead head, HttpBody otherwise) {
    if (head.hasHeader("transfer-encoding", "chunked")) {
      return new Chunked();
    }
    return head.header("content-length")
        .<HttpBody>map(
            length -> length.equals("0") ? new None() : new Sized(Long.parseLong(length)))
        .orElse(otherwise);
  }

  /** Passes the body on, with what the tampering does to it on the way. */
  default void copy(InputStream from, OutputStream to, Tampering tampering) throws IOException {
    switch (this) {
      case None none -> {}
      case Sized(long length) -> {
        tampering.expect(length);
        if (bytes(from, to, length, tampering) < length) {
          throw new EOFException("the body ended early");
        }
      }
      case Chunked chunked -> chunks(from, to, tampering);
      case UntilClosed untilClosed -> bytes(from, to, Long.MAX_VALUE, tampering);
    }
    to.flush();
  }

  private static void chunks(InputStream from, OutputStream to, Tampering tampering)
      throws IOException {
    while (true) {
      var line = line(from);
      to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      long size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
      if (size == 0) {
        break;
      }
      tampering.expect(size);
      if (bytes(from, to, size, tampering) < size) {
        throw new EOFException("the body ended early");
      }
      to.write((line(from) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    String trailer;
    do {
      trailer = line(from);
      to.write((trailer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    } while (!trailer.isEmpty());
  }

  private static long bytes(InputStream from, OutputStream to, long length, Tampering tampering)
      throws IOException {
    var buffer = new byte[BUFFER];
    long copied = 0;
    while (copied < length) {
      int read = from.read(buffer, 0, (int) Math.min(buffer.length, length - copied));
      if (read < 0) {
        break;
      }
      tampering.write(buffer, read, to);
      copied += read;
    }
    return copied;
  }

  private static String line(InputStream from) throws IOException {
    var line = new StringBuilder();
    for (int next = from.read(); next != '\n'; next = from.read()) {
      if (next < 0) {
        throw new EOFException("the body ended early");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
