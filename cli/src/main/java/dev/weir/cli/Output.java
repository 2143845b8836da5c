package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.cli.console.RunConsole;
import dev.weir.client.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Where a command writes: results to {@code out}, everything about them to {@code err}. Always
 * UTF-8, whatever the locale: a film's title must not turn into question marks.
 */
record Output(PrintWriter out, PrintWriter err) {

  static Output standard() {
    return new Output(writer(FileDescriptor.out), writer(FileDescriptor.err));
  }

  RunConsole console() {
    return new RunConsole(out, Clock.systemDefaultZone());
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

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
