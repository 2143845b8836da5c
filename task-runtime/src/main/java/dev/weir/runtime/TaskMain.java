package dev.weir.runtime;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** The main class of a task process: {@code TaskMain <the launcher's socket>}. */
public final class TaskMain {
  private TaskMain() {}

  public static void main(String[] args) throws IOException {
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
