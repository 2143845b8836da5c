package dev.weir.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.weir.store");

  @Test
  void theServiceKnowsNoOtherPartThanItsContract() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.metadata..",
            "dev.weir.scheduler..",
            "dev.weir.worker..",
            "dev.weir.engine..",
            "dev.weir.testkit..")
        .check(CLASSES);
  }

  @Test
  void onlyTheApiKnowsHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..api..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(CLASSES);
  }

  @Test
  void resourcesArePackagePrivate() {
    classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate().check(CLASSES);
  }
}
