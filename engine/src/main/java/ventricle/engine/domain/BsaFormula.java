package ventricle.engine.domain;

import java.util.Optional;

/** How body surface area follows from height and weight; travels with every index. */
public enum BsaFormula {
  /** Mosteller, N Engl J Med 1987;317:1098: √(cm · kg / 3600). */
  MOSTELLER("Mosteller") {
    @Override
    double squareMetres(double heightCm, double weightKg) {
      return Math.sqrt(heightCm * weightKg / 3600);
    }
  },
  /** Du Bois and Du Bois, Arch Intern Med 1916;17:863: 0.007184 · cm^0.725 · kg^0.425. */
  DU_BOIS("Du Bois") {
    @Override
    double squareMetres(double heightCm, double weightKg) {
      return 0.007184 * Math.pow(heightCm, 0.725) * Math.pow(weightKg, 0.425);
    }
  };

  private final String word;

  BsaFormula(String word) {
    this.word = word;
  }

  /** Its authors, as in {@code measurements.json}. */
  public String word() {
    return word;
  }

  abstract double squareMetres(double heightCm, double weightKg);

  /** In m²; empty when height or weight is unknown. */
  public Optional<Double> of(Patient patient) {
    Double height = patient.heightMetres();
    Double weight = patient.weightKg();
    return height == null || weight == null
        ? Optional.empty()
        : Optional.of(squareMetres(height * 100, weight));
  }
}
