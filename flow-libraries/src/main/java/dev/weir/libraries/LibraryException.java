package dev.weir.libraries;

/** Libraries that can't be had; the message says which, and where they were looked for. */
public final class LibraryException extends Exception {
  private static final long serialVersionUID = 1;

  private final String wayOut;

  LibraryException(String message, String wayOut) {
    super(message);
    this.wayOut = wayOut;
  }

  /** What the author can do. */
  public String wayOut() {
    return wayOut;
  }
}
