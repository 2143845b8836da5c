package dev.weir.metadata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.weir.metadata");

  @Test
  void theServiceKnowsNoOtherPartThanItsContract() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.scheduler..",
            "dev.weir.store..",
            "dev.weir.worker..",
            "dev.weir.engine..",
            "dev.weir.testkit..")
        .check(CLASSES);
  }

  @Test
  void entitiesStayInTheirPackage() {
    classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate().check(CLASSES);
    classes()
        .that()
        .haveSimpleNameEndingWith("Repository")
        .should()
        .bePackagePrivate()
        .check(CLASSES);
  }

  @Test
  void theStoreKnowsNothingOfHttp() {
    noClasses()
        .that()
        .resideInAPackage("..store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "dev.weir.metadata.api..")
        .check(CLASSES);
  }

  @Test
  void resourcesArePackagePrivate() {
    classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate().check(CLASSES);
  }
}
