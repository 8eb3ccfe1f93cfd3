package ventricle.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;

class SamePlaceTest {

  private static final ReviewDocument HERE = study(9, 30, 0, 10);
  private static final ReviewDocument OTHER = study(11, 25, 2, 12);

  private static ReviewDocument study(int slices, int phases, int ed, int es) {
    ReviewDocument blank = ReviewDocument.blank("1.2", slices, phases);
    ReviewDocument half = Edits.apply(blank, new Edit.MoveMark(Mark.ED, ed, "ada")).orThrow();
    return Edits.apply(half, new Edit.MoveMark(Mark.ES, es, "ada")).orThrow();
  }

  private static FrameKey other(int slice, int phase) {
    return SamePlace.in(OTHER, HERE, new FrameKey(slice, phase), 0);
  }

  @Test
  void edFindsEdAndEsFindsEs() {
    assertThat(other(0, 0).phase()).isEqualTo(2);
    assertThat(other(0, 10).phase()).isEqualTo(12);
  }

  @Test
  void systoleAndDiastoleAreStretchedApart() {
    assertThat(other(0, 5).phase()).as("half of systole").isEqualTo(7);
    assertThat(other(0, 20).phase()).as("half of diastole").isEqualTo(20);
    assertThat(other(0, 29).phase()).as("just before ED").isEqualTo(1);
  }

  @Test
  void baseFindsBaseAndApexFindsApex() {
    assertThat(other(0, 0).slice()).isZero();
    assertThat(other(4, 0).slice()).isEqualTo(5);
    assertThat(other(8, 0).slice()).isEqualTo(10);
  }

  @Test
  void stepsMoveTheSliceAndEndAtTheStack() {
    assertThat(SamePlace.in(OTHER, HERE, new FrameKey(4, 0), 2).slice()).isEqualTo(7);
    assertThat(SamePlace.in(OTHER, HERE, new FrameKey(4, 0), -20).slice()).isZero();
    assertThat(SamePlace.in(OTHER, HERE, new FrameKey(4, 0), 20).slice()).isEqualTo(10);
  }

  @Test
  void withoutMarksThePartOfTheCycleCounts() {
    ReviewDocument unmarked = ReviewDocument.blank("1.3", 1, 60);
    assertThat(SamePlace.in(unmarked, HERE, new FrameKey(8, 15), 0)).isEqualTo(new FrameKey(0, 30));
  }
}
