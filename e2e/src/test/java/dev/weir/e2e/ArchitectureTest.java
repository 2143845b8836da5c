package dev.weir.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The boundaries that ARCHITECTURE.md draws, over the classes of all modules. */
class ArchitectureTest {
  private static final List<String> MODULES =
      List.of(
          "protocol",
          "engine",
          "client",
          "artifact-client",
          "store-gc",
          "flow-sdk",
          "flow-libraries",
          "flow-compiler",
          "task-runtime",
          "task-launcher",
          "service-kit",
          "testkit",
          "metadata-svc",
          "scheduler-svc",
          "artifact-store",
          "worker",
          "run-history",
          "run-client",
          "cli");
  private static final JavaClasses ALL = importAll();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.weir.protocol",
        "dev.weir.engine",
        "dev.weir.client",
        "dev.weir.artifact",
        "dev.weir.gc",
        "dev.weir.flow",
        "dev.weir.libraries",
        "dev.weir.compiler",
        "dev.weir.runtime",
        "dev.weir.launcher",
        "dev.weir.history",
        "dev.weir.runs",
        "dev.weir.cli"
      })
  void carriesNoFramework(String module) {
    noClasses()
        .that()
        .resideInAPackage(module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.hibernate..")
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dev.weir.scheduler", "dev.weir.worker", "dev.weir.metadata", "dev.weir.store"})
  void noServiceIsImportedByAnotherModule(String service) {
    noClasses()
        .that(resideInAnyPackage("dev.weir..").and(resideOutsideOfPackages(service + "..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(service + "..")
        .check(ALL);
  }

  @Test
  void protocolKnowsOnlyTheJdkAndAnnotations() {
    classes()
        .that()
        .resideInAPackage("dev.weir.protocol..")
        .should(
            onlyDependOnClassesThat(
                resideInAnyPackage(
                    "dev.weir.protocol..",
                    "java..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify.annotations..")))
        .check(ALL);
  }

  @Test
  void engineKnowsOnlyTheProtocolAndNoInputOrOutput() {
    classes()
        .that()
        .resideInAPackage("dev.weir.engine..")
        .should(
            onlyDependOnClassesThat(
                resideInAnyPackage(
                        "dev.weir.engine..",
                        "dev.weir.protocol..",
                        "java.lang..",
                        "java.util..",
                        "org.jspecify.annotations..")
                    // A length of time; what time it is, others know.
                    .or(equivalentTo(Duration.class))))
        .check(ALL);
  }

  @Test
  void authorsSeeTheJdkAndFlowSdkOnly() {
    classes()
        .that()
        .resideInAPackage("dev.weir.flow..")
        .should(onlyDependOnClassesThat(resideInAnyPackage("dev.weir.flow..", "java..")))
        .check(ALL);
  }

  @Test
  void servicesNeverRunUserCodeInTheirOwnProcess() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.weir.scheduler..", "dev.weir.worker..", "dev.weir.metadata..", "dev.weir.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.weir.flow..")
        .check(ALL);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)$").check(ALL);
    noClasses()
        .should()
        .resideInAnyPackage("..common..", "..util..", "..utils..", "..misc..")
        .check(ALL);
  }

  private static JavaClasses importAll() {
    var folders = new ArrayList<Path>();
    for (var module : MODULES) {
      var classes = Weir.INSTALL.resolve(module).resolve("target/classes");
      assertThat(Files.isDirectory(classes)).as(classes.toString()).isTrue();
      folders.add(classes);
    }
    return new ClassFileImporter().importPaths(folders);
  }
}
