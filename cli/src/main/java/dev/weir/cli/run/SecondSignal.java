package dev.weir.cli.run;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * While the JVM shuts down it hears no further signal. This does: whoever presses Ctrl-C again has
 * waited long enough. By reflection, since javac can't be told that {@code sun.misc.Signal} is
 * meant to be used.
 */
final class SecondSignal {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private SecondSignal() {}

  /** From now on, each of the signals that end a command does that, with its number. */
  static void does(IntConsumer action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var number = signal.getMethod("getNumber");
      var ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.accept((int) number.invoke(arguments[0]));
                return null;
              });
      var handle = signal.getMethod("handle", signal, handler);
      for (var name : NAMES) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
    } catch (ReflectiveOperationException e) {
      // A JVM without it waits for the clean-up to end, however often it is asked.
    }
  }
}
