package ventricle.engine.measure.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NormalRangesTest {

  private static final NormalRanges BUNDLED = NormalRanges.bundled();

  private static List<NormalRange> known(
      Quantity quantity, @Nullable String sex, @Nullable Double age, String papillary) {
    return switch (BUNDLED.find(quantity, sex, age, papillary)) {
      case RangeLookup.Known(List<NormalRange> ranges) -> ranges;
      case RangeLookup.Unknown(String why) -> List.of();
    };
  }

  private static String why(
      Quantity quantity, @Nullable String sex, @Nullable Double age, String papillary) {
    return BUNDLED.find(quantity, sex, age, papillary) instanceof RangeLookup.Unknown(String why)
        ? why
        : "";
  }

  /** The limits that the reference notes quote; the file holds means and SDs from another page. */
  @ParameterizedTest(name = "{0} of {1}: {2} to {3}")
  @CsvSource({
    "LV_EDV_INDEX, M, 57, 105", "LV_EDV_INDEX, F, 56, 96",
    "LV_ESV, M, 26, 82", "LV_ESV, F, 22, 66",
    "LV_ESV_INDEX, M, 14, 38", "LV_ESV_INDEX, F, 14, 34",
    "LV_SV, M, 72, 144", "LV_SV, F, 57, 117",
    "LV_MASS, M, 92, 176", "LV_MASS, F, 56, 140",
    "LV_MASS_INDEX, M, 49, 85", "LV_MASS_INDEX, F, 41, 81",
    "LV_EF, M, 57, 77", "LV_EF, F, 57, 77"
  })
  void twoQuotationsOfTheSameSourceAgree(Quantity quantity, String sex, double low, double high) {
    NormalRange range = known(quantity, sex, 50.0, "mass").getFirst();

    assertThat(range.low()).isEqualTo(low);
    assertThat(range.high()).isEqualTo(high);
    assertThat(range.verified()).isFalse();
  }

  @Test
  void conventionPicksTheSource() {
    assertThat(known(Quantity.LV_EDV, "F", 50.0, "cavity"))
        .singleElement()
        .satisfies(r -> assertThat(r.source().shortName()).isEqualTo("Petersen 2017"));
    assertThat(known(Quantity.LV_EDV, "F", 50.0, "mass"))
        .singleElement()
        .satisfies(r -> assertThat(r.source().shortName()).isEqualTo("Kawel-Boehm 2015"));
  }

  @Test
  void nothingIsBorrowedFromTheOtherConvention() {
    assertThat(why(Quantity.LV_MASS, "M", 50.0, "cavity"))
        .isEqualTo("no source with papillary muscles in the cavity");
    assertThat(why(Quantity.RV_EDV, "M", 50.0, "mass"))
        .isEqualTo("no source with papillary muscles in the mass");
    assertThat(why(Quantity.LV_SV, "M", 50.0, "cavity")).isEqualTo("no source for men");
  }

  @Test
  void ageOutsideTheSourceYieldsNoRange() {
    assertThat(why(Quantity.LV_EDV, "F", 44.9, "cavity")).isEqualTo("age outside the source");
    assertThat(why(Quantity.LV_EDV, "F", 75.0, "cavity")).isNotEmpty();
    assertThat(known(Quantity.LV_EDV, "F", 74.9, "cavity")).hasSize(1);
    assertThat(why(Quantity.LV_EDV, "F", 17.0, "mass")).isEqualTo("age outside the source");
  }

  @ParameterizedTest
  @EnumSource(Quantity.class)
  void unknownSexShowsBothSexesOfOneSource(Quantity quantity) {
    for (String papillary : List.of("cavity", "mass")) {
      List<NormalRange> both = known(quantity, null, 50.0, papillary);

      assertThat(both.stream().map(NormalRange::source).distinct().count()).isLessThan(2);
      assertThat(both.stream().map(NormalRange::sex)).doesNotHaveDuplicates();
    }
    assertThat(known(Quantity.LV_EF, "O", 50.0, "cavity")).hasSize(2);
  }

  @Test
  void oneAnswerNeverMixesSources() {
    NormalRange first = BUNDLED.all().getFirst();
    RangeSource other = new RangeSource("b", "B 2020", "", "", "cavity", "", null, 20, 80);
    NormalRanges two =
        new NormalRanges(
            List.of(
                first,
                new NormalRange(first.quantity(), "F", 1, 2, "95 % range", true, "", other)));

    assertThat(two.find(first.quantity(), "F", 50.0, "cavity"))
        .isEqualTo(new RangeLookup.Known(List.of(first)));
    assertThat(two.find(first.quantity(), "F", 30.0, "cavity"))
        .isInstanceOfSatisfying(
            RangeLookup.Known.class,
            k ->
                assertThat(k.ranges())
                    .singleElement()
                    .extracting(r -> r.source())
                    .isEqualTo(other));
  }

  @Test
  void everyRangeSaysWhereItWasReadAndWhatItIs() {
    assertThat(BUNDLED.all())
        .hasSize(32)
        .allSatisfy(
            r -> {
              assertThat(r.low()).isLessThan(r.high()).isPositive();
              assertThat(r.basis()).isNotBlank();
              assertThat(r.readAt()).isNotBlank();
              assertThat(r.source().papillaryReadAt()).isNotBlank();
              assertThat(r.source().citation()).contains("20");
              assertThat(r.verified()).isEqualTo(!r.readAt().contains("quoted"));
            });
  }
}
