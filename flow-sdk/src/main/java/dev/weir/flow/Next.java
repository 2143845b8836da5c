package dev.weir.flow;

/**
 * Says that a step has named its successors: what {@link FlowSpec#next}, {@code branch} and {@code
 * foreach} give and every step but the end returns.
 */
public final class Next {
  static final Next TAKEN = new Next();

  private Next() {}
}
