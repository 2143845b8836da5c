package dev.weir.testkit.quarkus;

import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** The container engine, where one answers, and the images it can get. */
final class ContainerEngine {
  private static final Map<String, Optional<String>> REASONS = new ConcurrentHashMap<>();

  private ContainerEngine() {}

  /**
   * Asked once for each image; a reason is printed, for a skipped test says little in a build's
   * output.
   */
  static Optional<String> reasonNotToRun(String image) {
    return REASONS.computeIfAbsent(
        image,
        asked -> {
          var reason = find(asked);
          reason.ifPresent(
              why ->
                  System.out.println(
                      "SKIPPED: the container tests that need " + asked + ": " + why));
          return reason;
        });
  }

  /** Testcontainers can wait for ever where its own helper images cannot be pulled. */
  private static Optional<String> find(String image) {
    try {
      return CompletableFuture.supplyAsync(() -> ask(image)).get(4, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      return Optional.of("the engine gave no answer in 4 minutes");
    } catch (ExecutionException e) {
      return Optional.of(e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private static Optional<String> ask(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("no Docker engine answers; start one, or set DOCKER_HOST");
    }
    try {
      DockerClientFactory.instance().client().inspectImageCmd(image).exec();
      return Optional.empty();
    } catch (NotFoundException e) {
      return pull(image);
    }
  }

  /** Once: Testcontainers would try for two minutes where there is no registry to be reached. */
  private static Optional<String> pull(String image) {
    var name = DockerImageName.parse(image);
    try (var pulled =
        DockerClientFactory.instance()
            .client()
            .pullImageCmd(name.getUnversionedPart())
            .withTag(name.getVersionPart())
            .exec(new PullImageResultCallback())) {
      pulled.awaitCompletion();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (IOException | RuntimeException e) {
      return Optional.of("the engine has no such image and cannot pull it: " + e.getMessage());
    }
  }
}
