package dev.weir.protocol;

/** A refusal with its {@link ProblemType}: thrown by a service, thrown again by its client. */
public class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemType type;

  public ServiceException(ProblemType type, String detail) {
    super(detail);
    this.type = type;
  }

  public ServiceException(ProblemType type, String detail, Throwable cause) {
    super(detail, cause);
    this.type = type;
  }

  public ProblemType type() {
    return type;
  }
}
