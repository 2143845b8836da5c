package dev.weir.artifact;

/** A value that JSON can't carry so that the same comes back; another encoding has to. */
final class NotPortableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String path;
  private final String fault;

  /**
   * @param fault as the end of a sentence about the value
   */
  NotPortableException(String fault) {
    this("", fault);
  }

  private NotPortableException(String path, String fault) {
    super((path.isEmpty() ? "it " : "its part " + path + " ") + fault, null, false, false);
    this.path = path;
    this.fault = fault;
  }

  /** The same, seen from one level further out. */
  NotPortableException in(String step) {
    return new NotPortableException(step + path, fault);
  }
}
