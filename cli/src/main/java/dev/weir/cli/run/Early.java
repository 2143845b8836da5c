package dev.weir.cli.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is made in a thread of its own before it is needed. */
final class Early<T> {
  private final CompletableFuture<T> made;

  private Early(CompletableFuture<T> made) {
    this.made = made;
  }

  static <T> Early<T> of(Supplier<T> maker) {
    return new Early<>(
        CompletableFuture.supplyAsync(
            maker, task -> Thread.ofPlatform().daemon().name("early").start(task)));
  }

  /** Waits for it; throws what its making threw. */
  T get() {
    try {
      return made.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Waits for it; does nothing where its making failed. */
  void ifDone(Consumer<T> use) {
    made.handle(
            (value, failure) -> {
              if (failure == null) {
                use.accept(value);
              }
              return true;
            })
        .join();
  }
}
