package dev.weir.testkit.faults;

import java.time.Duration;

/** What goes wrong with one request to S3. */
public sealed interface Fault {
  Fault INTERNAL_ERROR =
      new Refusal(500, "InternalError", "We encountered an internal error. Please try again.");
  Fault SLOW_DOWN = new Refusal(503, "SlowDown", "Please reduce your request rate.");
  Fault EXPIRED_TOKEN = new Refusal(400, "ExpiredToken", "The provided token has expired.");
  Fault EXPIRED_URL = new Refusal(403, "AccessDenied", "Request has expired");

  /** S3 answers so, and does nothing. */
  record Refusal(int status, String code, String message) implements Fault {}

  /** The connection is reset before S3 gets the request. */
  record Reset() implements Fault {}

  /** S3 does what it is asked, but the connection is reset before it answers. */
  record LostAnswer() implements Fault {}

  /** The body that is sent up or down breaks off somewhere. */
  record TruncatedBody() implements Fault {}

  /** One bit of the body that is sent up or down is another one. */
  record WrongByte() implements Fault {}

  /** Nothing comes for that long: in the middle of the body that S3 answers, if it answers one. */
  record Stall(Duration length) implements Fault {}
}
