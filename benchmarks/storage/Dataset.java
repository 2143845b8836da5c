import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** So many blobs of the same size, one after the other in a file. */
record Dataset(Path file, int count, long size) {

  static Dataset of(String file, String count, String size) {
    return new Dataset(Path.of(file), Integer.parseInt(count), Long.parseLong(size));
  }

  long total() {
    return count * size;
  }

  boolean isSmall() {
    return size <= 1 << 20;
  }

  byte[] bytes(int index) throws IOException {
    try (var in = open(index)) {
      return in.readNBytes((int) size);
    }
  }

  InputStream open(int index) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(index * size);
    return new Slice(Channels.newInputStream(channel), size);
  }

  private static final class Slice extends FilterInputStream {
    private long left;

    Slice(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int read = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(left, super.available());
    }
  }
}
