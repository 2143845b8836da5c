package dev.weir.compiler;

import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Optional;

/**
 * Sees through the lambda that javac makes of a reference to a step which is protected in a flow of
 * another package: the JVM would not let the reference name it.
 */
final class Bridges {
  private Bridges() {}

  /** The step that such a lambda calls; empty for any other method. */
  static Optional<MethodId> behind(MethodId lambda, FlowClasses classes) {
    if (!lambda.isLambda() || !classes.inFamily(lambda.owner())) {
      return Optional.empty();
    }
    return classes.model(lambda.owner()).methods().stream()
        .filter(
            method ->
                method.methodName().equalsString(lambda.name())
                    && method.methodType().equalsString(lambda.descriptor()))
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .flatMap(
            element ->
                element instanceof InvokeInstruction call
                    ? Optional.of(call).stream()
                    : Optional.<InvokeInstruction>empty().stream())
        .map(
            call ->
                new MethodId(
                    call.owner().asInternalName(),
                    call.name().stringValue(),
                    call.type().stringValue()))
        .filter(target -> classes.isStepOfAnotherPackage(target, lambda.owner()))
        .findFirst();
  }
}
