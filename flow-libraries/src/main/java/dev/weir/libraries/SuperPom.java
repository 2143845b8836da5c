package dev.weir.libraries;

import java.util.List;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.locator.DefaultModelLocator;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.repository.RemoteRepository;

/** What Maven itself takes for granted. */
final class SuperPom {
  /** The id of the repository that it names. */
  static final String CENTRAL = "central";

  private static final String MODEL_VERSION = "4.0.0";

  private SuperPom() {}

  /** The repositories of a project that names none: Maven Central. */
  static List<RemoteRepository> repositories() {
    var processor =
        new DefaultModelProcessor()
            .setModelLocator(new DefaultModelLocator())
            .setModelReader(new DefaultModelReader());
    var model = new DefaultSuperPomProvider().setModelProcessor(processor);
    return model.getSuperModel(MODEL_VERSION).getRepositories().stream()
        .map(ArtifactDescriptorUtils::toRemoteRepository)
        .toList();
  }
}
