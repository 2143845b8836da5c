package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names one immutable blob: the SHA-256 of its bytes, and how many there are. */
public record Digest(String sha256, long size) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64}):(\\d{1,18})");

  public Digest {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + sha256);
    }
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
  }

  /** Reads {@code <64 hex digits>:<size in bytes>}, the form used in JSON and on command lines. */
  @JsonCreator
  public static Digest parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a digest (64 hex digits, a colon, the size in bytes): " + text);
    }
    return new Digest(matcher.group(1), Long.parseLong(matcher.group(2)));
  }

  /** For path parameters of Jakarta REST, which look for this name. */
  public static Digest fromString(String text) {
    return parse(text);
  }

  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(newSha256().digest(bytes)), bytes.length);
  }

  /** Reads the stream to its end, and does not close it. */
  public static Digest of(InputStream bytes) throws IOException {
    var sha256 = newSha256();
    var chunk = new byte[1 << 16];
    long size = 0;
    for (var read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
      sha256.update(chunk, 0, read);
      size += read;
    }
    return new Digest(HexFormat.of().formatHex(sha256.digest()), size);
  }

  /** A fresh SHA-256, which every JDK has. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return sha256 + ":" + size;
  }
}
