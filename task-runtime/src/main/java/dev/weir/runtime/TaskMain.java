package dev.weir.runtime;

import dev.weir.client.Json;
import dev.weir.runtime.wire.ExitCall;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The main class of a task process: {@code TaskMain <the launcher's socket>}, {@code TaskMain
 * --train <an empty directory>}, or {@code TaskMain --exit-hook <an ExitCall in JSON>}.
 */
public final class TaskMain {
  private TaskMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("--train")) {
      new Training(Path.of(args[1])).run();
      return;
    }
    if (args.length == 2 && args[0].equals("--exit-hook")) {
      Halt.whenEnds(System.in);
      System.setIn(InputStream.nullInputStream());
      var call = Json.read(args[1].getBytes(StandardCharsets.UTF_8), ExitCall.class);
      System.exit(new ExitHook(call).run() ? 0 : 1);
    }
    if (args.length != 1) {
      System.err.println("usage: TaskMain SOCKET (started by Weir's launcher, not by hand)");
      System.exit(2);
    }
    var channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]));
    var outbox = Outbox.over(channel);
    var console = new Console(outbox);
    console.install();
    new TaskProcess(outbox, console).serve(Channels.newInputStream(channel));
  }
}
