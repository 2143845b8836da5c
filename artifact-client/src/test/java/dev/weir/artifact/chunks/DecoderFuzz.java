package dev.weir.artifact.chunks;

import java.io.IOException;
import java.util.Arrays;

/** Where Jazzer comes in. The first byte chooses the decoder. */
public final class DecoderFuzz {
  private DecoderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length > 0) {
      var decoders = Decoder.values();
      decoders[(input[0] & 0xff) % decoders.length].read(
          Arrays.copyOfRange(input, 1, input.length));
    }
  }
}
