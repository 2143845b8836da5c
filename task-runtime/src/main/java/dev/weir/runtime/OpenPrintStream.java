package dev.weir.runtime;

import dev.weir.runtime.wire.LineStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Stays open when a step closes it, as {@code System.out} should. */
final class OpenPrintStream extends PrintStream {

  OpenPrintStream(LineStream lines) {
    super(lines, false, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    flush();
  }
}
