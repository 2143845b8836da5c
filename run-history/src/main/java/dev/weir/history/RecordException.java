package dev.weir.history;

/** Something the one who asks the record can mend: its message says what, and how. */
public final class RecordException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** Whose turn it is. */
  public enum Kind {
    /** What was asked for is not there, or not possible. */
    WRONG,
    /** A file, a service or another part around does not work. */
    UNAVAILABLE
  }

  public RecordException(String message) {
    this(Kind.WRONG, message);
  }

  public RecordException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
