package dev.weir.gc;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.util.function.Consumer;

/** Which chunks have to be there for a blob to be read. */
@FunctionalInterface
public interface BlobChunks {

  /** Names all of them; of a small blob it is the one of the same name. */
  void of(Digest blob, Consumer<Digest> chunk) throws IOException;
}
