package dev.weir.artifact;

/** Code of a value's own class threw while the value was stored or read; the cause is its own. */
public final class AuthorCodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AuthorCodeException(String what, Throwable cause) {
    super(what + " threw " + cause.getClass().getName() + said(cause), cause);
  }

  private static String said(Throwable cause) {
    return cause.getMessage() == null ? "" : ": " + cause.getMessage();
  }
}
