package dev.weir.runtime;

import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The main class of a task process: {@code TaskMain <the launcher's socket>}, or {@code TaskMain
 * --train <an empty directory>}.
 */
public final class TaskMain {
  private TaskMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("--train")) {
      new Training(Path.of(args[1])).run();
      return;
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
