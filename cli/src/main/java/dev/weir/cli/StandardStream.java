package dev.weir.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers why it could not be written; whoever prints goes on, and asks at the end. */
final class StandardStream extends FilterOutputStream {
  /** As every system words it: the reader, such as {@code head}, has seen enough. */
  private static final String READER_GONE = "Broken pipe";

  private volatile @Nullable IOException trouble;

  StandardStream(FileDescriptor descriptor) {
    super(new FileOutputStream(descriptor));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      trouble = trouble == null ? e : trouble;
      throw e;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Nothing when all was written, or nobody wanted it. */
  Optional<String> lost() {
    var seen = trouble;
    return seen == null
        ? Optional.empty()
        : Optional.ofNullable(seen.getMessage()).filter(why -> !why.contains(READER_GONE));
  }
}
