package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Patient;
import ventricle.engine.review.PersonEntries.Field;

class StudyEntriesTest {

  private static final Patient HEADER =
      new Patient("4711", "Doe^Jane", "F", null, 60.0, 1.60, null);

  private static ReviewDocument enter(ReviewDocument document, StudyEntries all, Entered what) {
    return Edits.apply(document, new Edit.SetEntries(all, what, Documents.READER)).orThrow();
  }

  private static ReviewDocument ready() {
    return Edits.apply(Documents.accepted(), Documents.READY).orThrow();
  }

  @Test
  void nothingIsEnteredInABlankDocument() {
    assertThat(Documents.blank().entries()).isEqualTo(StudyEntries.NONE);
    assertThat(StudyEntries.NONE.person().over(HEADER)).isEqualTo(HEADER);
    assertThat(StudyEntries.NONE.person().entered()).isEmpty();
  }

  @Test
  void whatIsEnteredStandsInForTheHeaderAndIsMarkedTheRestIsTheHeaders() {
    PersonEntries person = new PersonEntries(null, null, null, 1.72, 81.0);

    assertThat(person.over(HEADER))
        .isEqualTo(new Patient("4711", "Doe^Jane", "F", null, 60.0, 1.72, 81.0));
    assertThat(person.heartRateOver(64.0)).isEqualTo(64.0);
    assertThat(new PersonEntries(80.0, null, null, null, null).heartRateOver(64.0)).isEqualTo(80.0);
    assertThat(person.entered()).isEqualTo(Set.of(Field.HEIGHT, Field.WEIGHT));
  }

  @Test
  void aStepChangesThePartItNamesAndNoOther() {
    ReviewDocument graded = enter(Documents.blank(), Documents.ENTRIES, Entered.WALL_MOTION);

    assertThat(graded.entries()).isEqualTo(StudyEntries.NONE.with(Documents.ENTRIES.wallMotion()));
    ReviewDocument all = graded;
    for (Entered what : List.of(Entered.PERSON, Entered.REPORT)) {
      all = enter(all, Documents.ENTRIES, what);
    }
    assertThat(all.entries()).isEqualTo(Documents.ENTRIES);
  }

  @Test
  void aStepIsUndoneAlone() {
    History history = History.of(Documents.segmented());
    for (Entered what : Entered.values()) {
      Edit step = new Edit.SetEntries(Documents.ENTRIES, what, Documents.READER);
      history = ((History.Result.Applied) history.apply(step)).history();
    }

    assertThat(history.document().entries()).isEqualTo(Documents.ENTRIES);
    assertThat(history.undo().document().entries())
        .isEqualTo(Documents.ENTRIES.with(ReportEntries.NONE));
    assertThat(history.undo().undo().undo().document()).isEqualTo(Documents.segmented());
  }

  @Test
  void valuesOfThePersonTakeBackThatAStudyIsReadyAndWordsOfTheReportDoNot() {
    assertThat(enter(ready(), Documents.ENTRIES, Entered.PERSON).state())
        .isEqualTo(StudyState.DRAFT);
    assertThat(enter(ready(), Documents.ENTRIES, Entered.WALL_MOTION).state())
        .isEqualTo(StudyState.READY);
    assertThat(enter(ready(), Documents.ENTRIES, Entered.REPORT).state())
        .isEqualTo(StudyState.READY);
  }

  @Test
  void aSignedStudyTakesNoEntries() {
    ReviewDocument signed = Edits.apply(ready(), Documents.sign(1)).orThrow();

    assertThat(
            Edits.apply(
                signed, new Edit.SetEntries(Documents.ENTRIES, Entered.REPORT, Documents.READER)))
        .isInstanceOf(EditResult.Refused.class);
  }

  @Test
  void valuesThatCannotBeAreRefusedWhereTheyAreMade() {
    assertThatThrownBy(() -> new PersonEntries(0.0, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PersonEntries(null, "female", null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PersonEntries(null, null, -1.0, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PersonEntries(null, null, null, Double.NaN, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportEntries("", "", 5, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StudyEntries.NONE.with(new TreeMap<>(Map.of(17, WallMotion.NORMAL))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIdentifiesAPersonIsNotPrinted() {
    assertThat(Documents.ENTRIES.toString())
        .doesNotContain("72.5", "1.685", "70.3", "41.0", "dyspnoea", "normal\"")
        .contains("PersonEntries", "ReportEntries[not shown]");
  }
}
