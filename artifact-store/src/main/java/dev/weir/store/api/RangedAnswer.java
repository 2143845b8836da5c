package dev.weir.store.api;

import dev.weir.protocol.Digest;
import dev.weir.store.s3.ByteRange;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers with immutable bytes, whole or the one range that was asked for (RFC 9110). */
final class RangedAnswer {
  private static final String FOREVER = "private, max-age=31536000, immutable";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private RangedAnswer() {}

  /** Opens what is to be sent. */
  interface Opening {
    InputStream open(Optional<ByteRange> range) throws IOException;
  }

  static Response of(Digest digest, @Nullable String asked, Opening bytes) throws IOException {
    var range = asked == null ? null : RANGE.matcher(asked);
    // Of what it does not understand, a server may send all.
    if (range == null || !range.matches() || range.group().equals("bytes=-")) {
      return about(Response.Status.OK, digest, digest.size())
          .entity(bytes.open(Optional.empty()))
          .build();
    }
    var part = part(range.group(1), range.group(2), digest.size());
    if (part.isEmpty()) {
      return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
          .header("Content-Range", "bytes */" + digest.size())
          .build();
    }
    return about(Response.Status.PARTIAL_CONTENT, digest, part.get().length())
        .header(
            "Content-Range",
            "bytes %d-%d/%d".formatted(part.get().first(), part.get().last(), digest.size()))
        .entity(bytes.open(part))
        .build();
  }

  static Response.ResponseBuilder about(Response.Status status, Digest digest, long length) {
    return Response.status(status)
        .header(HttpHeaders.CONTENT_LENGTH, length)
        .header("Accept-Ranges", "bytes")
        .header(HttpHeaders.ETAG, '"' + digest.sha256() + '"')
        .header(HttpHeaders.CACHE_CONTROL, FOREVER);
  }

  /** Of {@code first-last}, {@code first-} or {@code -count}, what there is; nothing if none. */
  private static Optional<ByteRange> part(String from, String to, long size) {
    if (from.isEmpty()) {
      var count = Math.min(Long.parseLong(to), size);
      return count < 1 ? Optional.empty() : Optional.of(new ByteRange(size - count, count));
    }
    var first = Long.parseLong(from);
    var last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last - first + 1));
  }
}
