package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.cli.console.RunConsole;
import dev.weir.cli.console.Terminal;
import dev.weir.client.Json;
import java.io.FileDescriptor;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.TimeZone;

/**
 * Where a command writes: results to {@code out}, everything about them to {@code err}. Always
 * UTF-8, whatever the locale: a film's title must not turn into question marks.
 */
record Output(PrintWriter out, PrintWriter err, StandardStream results) {

  static Output standard() {
    var results = new StandardStream(FileDescriptor.out);
    return new Output(writer(results), writer(new StandardStream(FileDescriptor.err)), results);
  }

  /** On a terminal it shows all the time how far the run is. */
  RunConsole console() {
    return Terminal.ofStandardOutput()
        .map(terminal -> RunConsole.live(out, Clock.systemUTC(), TimeZone.getDefault(), terminal))
        .orElseGet(this::plainConsole);
  }

  /** For a command that has more to say meanwhile. */
  RunConsole plainConsole() {
    return RunConsole.plain(out, Clock.systemUTC(), TimeZone.getDefault());
  }

  /** For a run whose results are for machines. */
  RunConsole besideResults() {
    return RunConsole.plain(err, Clock.systemUTC(), TimeZone.getDefault());
  }

  /** Words beside the result. */
  void say(String message) {
    err.println("weir: " + message);
    err.flush();
  }

  void json(Object value) {
    try {
      out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  void print(String text) {
    out.println(text);
    out.flush();
  }

  /** Whether results were lost that somebody wanted; says so. */
  boolean isLost() {
    out.flush();
    var why = results.lost();
    why.ifPresent(reason -> say("not all of the output could be written: " + reason));
    return why.isPresent();
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
