package ventricle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which part may know which other part, and which part may know which library. */
@AnalyzeClasses(packages = "ventricle", importOptions = DoNotIncludeTests.class)
final class ModulesTest {
  @ArchTest
  static final ArchRule appKnowsViewerKnowsEngine =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("ventricle..")
          .layer("engine")
          .definedBy("ventricle.engine..")
          .optionalLayer("viewer")
          .definedBy("ventricle.viewer..")
          .optionalLayer("app")
          .definedBy("ventricle.app..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("viewer")
          .mayOnlyBeAccessedByLayers("app");

  @ArchTest
  static final ArchRule packagesFormNoCircles =
      slices().matching("ventricle.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule domainStandsAlone =
      classes()
          .that()
          .resideInAPackage("ventricle.engine.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("ventricle.engine.domain..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule engineNeedsNoWindow =
      noClasses()
          .that()
          .resideInAPackage("ventricle.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "javax.swing..", "com.sun..", "sun..");

  @ArchTest
  static final ArchRule engineShowsNoAwt =
      classes()
          .that()
          .resideInAPackage("ventricle.engine..")
          .should(Conditions.keepOutOfSignatures("java.awt", "javax.swing"));

  @ArchTest
  static final ArchRule viewerDrawsWithJavaFxOnly =
      noClasses()
          .that()
          .resideInAPackage("ventricle.viewer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.swing..", "javafx.embed..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyOnePackageKnowsImageJ =
      noClasses()
          .that()
          .resideOutsideOfPackage("ventricle.engine.imagej..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ij..");

  @ArchTest
  static final ArchRule onlyOnePackageKnowsBoofCv =
      noClasses()
          .that()
          .resideOutsideOfPackage("ventricle.engine.registration..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("boofcv..");

  @ArchTest
  static final ArchRule onlyOnePackageKnowsDjl =
      noClasses()
          .that()
          .resideOutsideOfPackage("ventricle.engine.inference.djl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "ai.onnxruntime..");
}
