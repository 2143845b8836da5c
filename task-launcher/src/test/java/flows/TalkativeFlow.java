package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Prints in many ways. */
public class TalkativeFlow extends FlowSpec {
  @Parameter String how = "";

  @Step
  Next start() throws Exception {
    switch (how) {
      case "both" -> {
        for (int i = 0; i < 500; i++) {
          System.out.println("out " + i);
          System.err.println("err " + i);
        }
      }
      case "unicode" -> System.out.print("Größe 😀\u0000\nDžungla ไทย");
      case "long" -> System.out.print("x".repeat(100_000));
      case "much" -> {
        for (int i = 0; i < 50_000; i++) {
          System.out.println("line " + i);
        }
      }
      case "interrupted" -> {
        Thread.currentThread().interrupt();
        System.out.println("one");
        System.out.println("two");
      }
      case "native" -> {
        System.out.println("java");
        new ProcessBuilder("printf", "native\\nunfinished").inheritIO().start().waitFor();
      }
      case "own stream" -> {
        var own = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(new java.io.BufferedOutputStream(own), false));
        System.out.println("kept back");
      }
      case "threads" -> threads();
      case "descriptor" -> {
        try (var out = new FileOutputStream(FileDescriptor.out)) {
          out.write("raw\n".getBytes(StandardCharsets.UTF_8));
        }
      }
      default -> System.out.println(how);
    }
    return next(this::end);
  }

  @Step
  void end() {
    System.out.println("end");
  }

  private static void threads() {
    try (var executor = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        var thread = i;
        executor.submit(
            () -> {
              for (int line = 0; line < 1000; line++) {
                System.out.println(thread + " " + line);
              }
            });
      }
    }
  }
}
