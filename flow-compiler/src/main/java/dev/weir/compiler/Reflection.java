package dev.weir.compiler;

import java.lang.constant.DirectMethodHandleDesc;
import java.util.List;
import java.util.Set;

/**
 * Knows by which means code can touch a field without an instruction that names it. Where a step
 * uses one, every artifact counts as touched.
 */
final class Reflection {
  private static final List<String> MEANS =
      List.of(
          "java/lang/reflect/",
          "java/lang/invoke/",
          "java/beans/",
          "java/io/ObjectInputStream",
          "java/io/ObjectOutputStream",
          "java/rmi/",
          "javax/management/",
          "javax/script/",
          "java/util/concurrent/atomic/AtomicIntegerFieldUpdater",
          "java/util/concurrent/atomic/AtomicLongFieldUpdater",
          "java/util/concurrent/atomic/AtomicReferenceFieldUpdater");
  private static final List<String> PLATFORM = List.of("java/", "javax/", "dev/weir/flow/", "[");
  private static final Set<String> BOOTSTRAPS =
      Set.of(
          "java.lang.invoke.LambdaMetafactory",
          "java.lang.invoke.StringConcatFactory",
          "java.lang.runtime.ObjectMethods",
          "java.lang.runtime.SwitchBootstraps");

  private Reflection() {}

  static boolean uses(MethodId method) {
    return MEANS.stream()
        .anyMatch(
            means -> method.owner().startsWith(means) || method.descriptor().contains("L" + means));
  }

  /** Whether a class is neither the JDK's public part nor flow-sdk: nobody knows what it does. */
  static boolean isOutside(String owner) {
    return PLATFORM.stream().noneMatch(owner::startsWith);
  }

  static boolean isUnknown(DirectMethodHandleDesc bootstrap) {
    var owner = bootstrap.owner();
    return !BOOTSTRAPS.contains(owner.packageName() + "." + owner.displayName());
  }
}
