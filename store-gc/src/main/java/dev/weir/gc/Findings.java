package dev.weir.gc;

import dev.weir.protocol.Digest;
import java.io.IOException;

/** Is told what {@link References} finds. */
public interface Findings {

  /** The use has this blob. */
  void blob(Use use, Digest blob) throws IOException;

  /**
   * Whether to look into a blob that names others.
   *
   * @param kind what it is read as: the same bytes may mean several things
   */
  boolean enters(Class<?> kind, Digest blob);

  /** A blob that names others is not there, or not as it was stored; what it named is not known. */
  void unreadable(Use use, Digest blob, Exception why);
}
