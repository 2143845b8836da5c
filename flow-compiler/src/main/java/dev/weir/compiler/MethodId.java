package dev.weir.compiler;

/** A method as an instruction names it; the owner is an internal name, as in {@code a/B$C}. */
record MethodId(String owner, String name, String descriptor) {
  private static final String INPUTS = "(Ldev/weir/flow/Inputs;)";

  boolean isConstructor() {
    return name.equals("<init>");
  }

  boolean isLambda() {
    return name.startsWith("lambda$");
  }

  boolean takesInputs() {
    return descriptor.startsWith(INPUTS);
  }
}
