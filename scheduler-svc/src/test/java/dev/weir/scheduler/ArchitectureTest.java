package dev.weir.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses SCHEDULER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.weir.scheduler");

  @Test
  void capabilitiesFormNoCycle() {
    slices().matching("dev.weir.scheduler.(*)..").should().beFreeOfCycles().check(SCHEDULER);
  }

  @Test
  void theRunsInMotionKnowNeitherHttpNorQueues() {
    noClasses()
        .that()
        .resideInAPackage("..scheduler.run..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.ws.rs..",
            "software.amazon..",
            "io.smallrye.reactive..",
            "org.eclipse.microprofile.reactive..",
            "dev.weir.artifact..")
        .check(SCHEDULER);
  }

  @Test
  void noOtherServiceIsKnownButByItsContract() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weir.metadata..", "dev.weir.store..", "dev.weir.worker..")
        .check(SCHEDULER);
  }

  @Test
  void entitiesAndResourcesStayInTheirPackage() {
    classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate().check(SCHEDULER);
    classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate().check(SCHEDULER);
  }

  @Test
  void noReactiveTypeShows() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.smallrye.mutiny..")
        .check(SCHEDULER);
  }

  @Test
  void timeComesInByTheClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(SCHEDULER);
  }
}
