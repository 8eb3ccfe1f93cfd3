package ventricle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** How code is written here, whatever it is about. */
@AnalyzeClasses(packages = "ventricle", importOptions = DoNotIncludeTests.class)
final class HabitsTest {
  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    assertThat(classes.getPackage("ventricle").getSubpackagesInTree())
        .filteredOn(p -> !p.getClasses().isEmpty())
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue())
        .extracting(JavaPackage::getName)
        .contains("ventricle.engine.domain");
  }

  @ArchTest
  static final ArchRule onlyTheCommandLineWritesToTheConsole =
      noClasses()
          .that()
          .resideOutsideOfPackages("ventricle.app", "ventricle.app.cli..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  /** The app chooses and sets up what slf4j writes to; everything else only knows slf4j. */
  @ArchTest
  static final ArchRule logsGoThroughSlf4j =
      noClasses()
          .that()
          .resideInAnyPackage("ventricle.engine..", "ventricle.viewer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule nothingIsASingleton =
      noMethods().that().areStatic().should().haveName("getInstance").allowEmptyShould(true);

  @ArchTest
  static final ArchRule noStateIsStatic =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  @ArchTest
  static final ArchRule optionalIsNoField =
      noFields().should().haveRawType(Optional.class).allowEmptyShould(true);

  @ArchTest
  static final ArchRule optionalIsNoParameter =
      noCodeUnits().should(Conditions.takeA(Optional.class)).allowEmptyShould(true);

  @ArchTest
  static final ArchRule failuresAreCaughtByName =
      classes()
          .that()
          .resideInAnyPackage("ventricle.engine..", "ventricle.viewer..")
          .should(Conditions.catchNo(Exception.class));
}
