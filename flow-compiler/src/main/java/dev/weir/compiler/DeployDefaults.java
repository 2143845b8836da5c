package dev.weir.compiler;

import dev.weir.protocol.ParameterSpec;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Asks a flow for the defaults that its methods give when a run is made. */
record DeployDefaults(CompiledFlow flow) {

  /** The parameters, with a value wherever a method gives one and the run was given none. */
  List<ParameterSpec> without(Set<String> given) {
    return flow.parameters().stream()
        .map(spec -> spec.defaultFrom() == null || given.contains(spec.name()) ? spec : ask(spec))
        .toList();
  }

  private ParameterSpec ask(ParameterSpec spec) {
    var method = method(spec.defaultFrom());
    try (var _ = new ExitGuard(fault(spec, "ended the command by System.exit"))) {
      method.setAccessible(true);
      var value = method.invoke(null);
      if (value == null) {
        throw refused(spec, "gave null");
      }
      return InitialValues.json(value, method.getGenericReturnType())
          .map(spec::withDefaultValue)
          .orElseThrow(() -> refused(spec, "gave a value that JSON does not carry"));
    } catch (InvocationTargetException e) {
      throw refused(spec, "threw " + e.getCause());
    } catch (IllegalAccessException | IOException | LinkageError e) {
      throw refused(spec, "failed: " + e);
    }
  }

  private Method method(String name) {
    return Stream.<Class<?>>iterate(flow.type(), type -> type != null, Class::getSuperclass)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
        .findFirst()
        .orElseThrow();
  }

  private static String fault(ParameterSpec spec, String what) {
    return "the default of parameter " + spec.name() + ": " + spec.defaultFrom() + "() " + what;
  }

  private FlowErrors refused(ParameterSpec spec, String fault) {
    return new FlowErrors(
        new Diagnostic(
            flow.mainClass(),
            0,
            Rule.PARAMETERS,
            fault(spec, fault),
            "Mend that method, or give the parameter a value."));
  }
}
