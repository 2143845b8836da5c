package dev.weir.testkit.faults;

import java.io.IOException;
import java.io.OutputStream;

/**
 * S3 may refuse a body before it has all of it; then the rest goes nowhere, and the answer counts.
 */
final class PatientOutput extends OutputStream {
  private final OutputStream to;
  private boolean refused;

  PatientOutput(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    attempt(() -> to.write(bytes, from, length));
  }

  @Override
  public void flush() {
    attempt(to::flush);
  }

  private void attempt(Writing writing) {
    try {
      if (!refused) {
        writing.begin();
      }
    } catch (IOException e) {
      refused = true;
    }
  }

  private interface Writing {
    void begin() throws IOException;
  }
}
