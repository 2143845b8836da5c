package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names one immutable blob: the SHA-256 of its bytes, and how many there are. */
public record Digest(String sha256, long size) {
  private static final int HEX_DIGITS = 64;
  private static final int MOST_SIZE_DIGITS = 18;

  public Digest {
    requireSha256(sha256);
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
  }

  static void requireSha256(String sha256) {
    if (sha256.length() != HEX_DIGITS || !isMadeOf(sha256, 0, 'a', 'f')) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + sha256);
    }
  }

  /** Reads {@code <64 hex digits>:<size in bytes>}, the form used in JSON and on command lines. */
  @JsonCreator
  public static Digest parse(String text) {
    int digits = text.length() - HEX_DIGITS - 1;
    if (digits < 1
        || digits > MOST_SIZE_DIGITS
        || text.charAt(HEX_DIGITS) != ':'
        || !isMadeOf(text, HEX_DIGITS + 1, '0', '9')) {
      throw new IllegalArgumentException(
          "not a digest (64 hex digits, a colon, the size in bytes): " + text);
    }
    return new Digest(
        text.substring(0, HEX_DIGITS), Long.parseLong(text, HEX_DIGITS + 1, text.length(), 10));
  }

  /** From there on digits only, or characters of that range. By hand: a run parses thousands. */
  private static boolean isMadeOf(String text, int from, char first, char last) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < first || c > last)) {
        return false;
      }
    }
    return true;
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
