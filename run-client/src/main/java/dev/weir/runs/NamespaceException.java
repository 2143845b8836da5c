package dev.weir.runs;

/** A run was asked for that is not in the namespace. */
public final class NamespaceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NamespaceException(Run run, String namespace) {
    super(
        "run "
            + run.id()
            + " is not in namespace "
            + namespace
            + "; it is "
            + run.owner()
            + "'s: Weir.namespace(\"user:"
            + run.owner()
            + "\") has it, and namespace(null) has all runs");
  }
}
