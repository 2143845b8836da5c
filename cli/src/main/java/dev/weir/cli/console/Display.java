package dev.weir.cli.console;

import dev.weir.protocol.Run.StepProgress;
import java.util.List;
import java.util.function.Supplier;

/** Where the lines of a run go, and how it is shown how far the run is. Safe for many threads. */
sealed interface Display permits PlainDisplay, LiveDisplay {

  Colours colours();

  /** Shows whole lines, each with its end. */
  void print(String lines);

  /** Asks again and again, in a thread of its own, and shows the answer. */
  RunConsole.Watch watch(Supplier<List<StepProgress>> progress);
}
