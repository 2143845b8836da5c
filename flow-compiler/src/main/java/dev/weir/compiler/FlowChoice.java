package dev.weir.compiler;

import dev.weir.flow.FlowSpec;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Picks the flow that is meant among the classes of a source. */
final class FlowChoice {
  private final FlowSource source;
  private final List<Class<?>> flows;

  FlowChoice(FlowSource source, Collection<Class<?>> classes) {
    this.source = source;
    this.flows =
        classes.stream()
            .filter(FlowChoice::isConcreteFlow)
            .sorted(Comparator.comparing(Class::getName))
            .toList();
  }

  private static boolean isConcreteFlow(Class<?> type) {
    return FlowSpec.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
  }

  Class<?> flow() {
    if (source.named().isPresent()) {
      return named(source.named().get());
    }
    var last = flows.stream().filter(this::isNotExtended).toList();
    if (last.isEmpty()) {
      throw refuse("no flow here", "A flow is a class that extends dev.weir.flow.FlowSpec.");
    }
    if (last.size() == 1) {
      return last.getFirst();
    }
    var usual = last.stream().filter(flow -> source.usual().filter(is(flow)).isPresent()).toList();
    if (usual.size() == 1) {
      return usual.getFirst();
    }
    throw refuse(
        "more than one flow here: " + names(last),
        "Say which one: --flow " + name(last.getFirst()) + ".");
  }

  private Class<?> named(String name) {
    var found = flows.stream().filter(flow -> is(flow).test(name)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw found.isEmpty()
        ? refuse(
            "no flow " + name + " here",
            flows.isEmpty() ? "There is none at all." : "There is " + names(flows) + ".")
        : refuse("more than one flow " + name + " here", "Say which one: " + names(found) + ".");
  }

  /** One may extend another; then the one that is extended runs only when it is named. */
  private boolean isNotExtended(Class<?> flow) {
    return flows.stream().noneMatch(other -> other.getSuperclass() == flow);
  }

  private static Predicate<String> is(Class<?> flow) {
    return name -> name.equals(flow.getSimpleName()) || name.equals(flow.getName());
  }

  private String names(List<Class<?>> some) {
    return some.stream().map(this::name).collect(Collectors.joining(", "));
  }

  /** The short name, where it says which. */
  private String name(Class<?> flow) {
    var simple = flow.getSimpleName();
    long namesakes = flows.stream().filter(is -> is.getSimpleName().equals(simple)).count();
    return namesakes == 1 ? simple : flow.getName();
  }

  private FlowErrors refuse(String message, String hint) {
    return new FlowErrors(new Diagnostic(source.path().toString(), 0, Rule.SOURCE, message, hint));
  }
}
