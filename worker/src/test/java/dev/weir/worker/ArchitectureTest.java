package dev.weir.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.weir.worker");

  @Test
  void theServiceKnowsNoOtherPartThanItsContract() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weir.metadata..",
            "dev.weir.scheduler..",
            "dev.weir.store..",
            "dev.weir.engine..",
            "dev.weir.flow..",
            "dev.weir.testkit..")
        .check(CLASSES);
  }

  @Test
  void ofTheRuntimeItKnowsOnlyWhatCrossesTheWire() {
    noClasses().should().dependOnClassesThat().resideInAPackage("dev.weir.runtime").check(CLASSES);
  }

  @Test
  void onlyItsConfigurationIsPublic() {
    classes()
        .that()
        .haveSimpleNameNotStartingWith("WorkerConfig")
        .and()
        .areTopLevelClasses()
        .should()
        .bePackagePrivate()
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
