package ventricle.engine.review;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;

/**
 * What a reader entered about the person where the header is silent or wrong; null leaves what the
 * header says. Identifying, so {@link #toString} hides the values.
 *
 * @param sex "M", "F" or "O", as in {@link Patient}
 * @param ageYears at the examination
 * @param bsa formula of the body surface area, null while nobody chose one for this study
 */
public record PersonEntries(
    @Nullable Double heartRateBpm,
    @Nullable String sex,
    @Nullable Double ageYears,
    @Nullable Double heightMetres,
    @Nullable Double weightKg,
    @Nullable BsaFormula bsa) {

  /** Nothing entered. */
  public static final PersonEntries NONE = new PersonEntries(null, null, null, null, null, null);

  private static final Set<String> SEXES = Set.of("M", "F", "O");

  /** A value that can be entered. */
  public enum Field {
    HEART_RATE,
    SEX,
    AGE,
    HEIGHT,
    WEIGHT
  }

  /**
   * A study as it is to be measured.
   *
   * @param entered the values that a reader entered by hand; all others are the header's
   */
  public record Measured(Study study, Set<Field> entered) {
    public Measured {
      entered = Set.copyOf(entered);
    }
  }

  /**
   * @throws IllegalArgumentException for another sex, or a number that is not positive and finite
   *     (an age may be 0)
   */
  public PersonEntries {
    requirePositive(heartRateBpm, "heart rate");
    requirePositive(heightMetres, "height");
    requirePositive(weightKg, "weight");
    if (ageYears != null && !(ageYears >= 0 && Double.isFinite(ageYears))) {
      throw new IllegalArgumentException("an age is a number of years");
    }
    if (sex != null && !SEXES.contains(sex)) {
      throw new IllegalArgumentException("the sex is one of M, F and O");
    }
  }

  /** With no choice of a formula. */
  public PersonEntries(
      @Nullable Double heartRateBpm,
      @Nullable String sex,
      @Nullable Double ageYears,
      @Nullable Double heightMetres,
      @Nullable Double weightKg) {
    this(heartRateBpm, sex, ageYears, heightMetres, weightKg, null);
  }

  /** The same values with a formula of the body surface area. */
  public PersonEntries with(@Nullable BsaFormula chosen) {
    return new PersonEntries(heartRateBpm, sex, ageYears, heightMetres, weightKg, chosen);
  }

  /** The formula chosen, else the one given. */
  public BsaFormula bsaOver(BsaFormula usual) {
    return bsa == null ? usual : bsa;
  }

  private static void requirePositive(@Nullable Double value, String what) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("the " + what + " is a positive number");
    }
  }

  /** The study with what was entered in place of what its header says. */
  public Measured over(Study study) {
    return new Measured(
        study.withPerson(over(study.patient()), heartRateOver(study.heartRateBpm())), entered());
  }

  /** The person with what was entered. */
  public Patient over(Patient patient) {
    return new Patient(
        patient.id(),
        patient.name(),
        sex == null ? patient.sex() : sex,
        patient.birthDate(),
        ageYears == null ? patient.ageYears() : ageYears,
        heightMetres == null ? patient.heightMetres() : heightMetres,
        weightKg == null ? patient.weightKg() : weightKg);
  }

  /** The heart rate entered, else the one given. */
  public @Nullable Double heartRateOver(@Nullable Double headerBpm) {
    return heartRateBpm == null ? headerBpm : heartRateBpm;
  }

  /** What was entered by hand. */
  public Set<Field> entered() {
    EnumSet<Field> fields = EnumSet.noneOf(Field.class);
    for (Field field : Field.values()) {
      if (Objects.nonNull(value(field))) {
        fields.add(field);
      }
    }
    return fields;
  }

  private @Nullable Object value(Field field) {
    return switch (field) {
      case HEART_RATE -> heartRateBpm;
      case SEX -> sex;
      case AGE -> ageYears;
      case HEIGHT -> heightMetres;
      case WEIGHT -> weightKg;
    };
  }

  @Override
  public String toString() {
    return "PersonEntries" + entered();
  }
}
