package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Goes wrong in the way it is told to. */
public class TroubleFlow extends FlowSpec {
  @Parameter String how = "not at all";

  @Step
  Next start() throws Exception {
    System.out.println("before");
    switch (how) {
      case "exception" -> throw new IllegalStateException("no luck\nat all", cause());
      case "hostile exception" -> throw new HostileException();
      case "stack overflow" -> deeper(0);
      case "error" -> throw new AssertionError("wrong");
      case "exit" -> System.exit(7);
      case "exit for good" -> System.exit(202);
      case "exit zero" -> System.exit(0);
      case "exit while printing" -> System.out.printf("%s%n", new Exiting());
      case "halt" -> Runtime.getRuntime().halt(9);
      case "signal" -> signal("KILL");
      case "crash" -> signal("SEGV");
      case "memory" -> hoard();
      case "memory elsewhere" -> hoardInAnotherThread();
      case "memory in an executor" -> hoardInAnExecutor();
      case "null" -> {
        return null;
      }
      case "interrupt" -> Thread.currentThread().interrupt();
      case "close" -> System.out.close();
      case "thread" -> Thread.ofPlatform().name("straggler").start(TroubleFlow::sleep);
      case "sleep" -> {
        grandchild();
        sleep();
      }
      case "stubborn" -> {
        while (true) {
          Thread.interrupted();
        }
      }
      case "child" -> grandchild();
      default -> {}
    }
    System.out.println("after");
    return next(this::end);
  }

  @Step
  void end() {}

  private static Exception cause() {
    return new IOException("the disk", new HostileException());
  }

  private static int deeper(int depth) {
    return depth < 0 ? depth : deeper(depth + 1) + 1;
  }

  private static void signal(String name) throws Exception {
    var pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    sleep();
  }

  private static void hoard() {
    List<long[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new long[100_000]);
    }
  }

  private static void hoardInAnotherThread() {
    Thread.ofPlatform().start(TroubleFlow::hoard);
    sleep();
  }

  private static void hoardInAnExecutor() throws InterruptedException, ExecutionException {
    try (var executor = Executors.newSingleThreadExecutor()) {
      executor.submit(TroubleFlow::hoard).get();
    }
  }

  /** Survives its parent, unless somebody sees to it. */
  private static void grandchild() throws IOException {
    var process = new ProcessBuilder("sleep", "1000").start();
    System.out.println("grandchild " + process.pid());
  }

  private static void sleep() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Exiting {
    @Override
    public String toString() {
      System.exit(4);
      return "";
    }
  }

  private static final class HostileException extends RuntimeException {
    @Override
    public String toString() {
      throw new IllegalStateException("ha");
    }

    @Override
    public void printStackTrace(java.io.PrintStream out) {
      throw new IllegalStateException("ha");
    }
  }
}
