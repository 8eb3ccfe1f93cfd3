package ventricle.engine.phantom;

import java.time.LocalDate;
import ventricle.engine.domain.Patient;

/**
 * Somebody who does not exist.
 *
 * @param female sex, which sets the usual size of the heart
 */
record Person(
    boolean female, int ageYears, double heightMetres, double weightKg, LocalDate studyDate) {

  static Person draw(Draws draws) {
    boolean female = draws.chance(0.5);
    int age = draws.integer(24, 79);
    double height = (female ? 1.64 : 1.77) + 0.065 * clipped(draws.normal());
    double index = 24.5 + 3 * clipped(draws.normal());
    return new Person(
        female,
        age,
        StrictMath.rint(height * 100) / 100,
        StrictMath.rint(index * height * height),
        LocalDate.of(2026, 1, 5).plusDays(draws.integer(0, 240)));
  }

  private static double clipped(double normal) {
    return Paint.clamp(normal, -1.8, 1.8);
  }

  double bodyMassIndex() {
    return weightKg / (heightMetres * heightMetres);
  }

  Patient patient(long seed) {
    return new Patient(
        "PHANTOM-" + seed,
        "Phantom^Seed" + seed,
        female ? "F" : "M",
        LocalDate.of(studyDate.getYear() - ageYears, 1, 1),
        (double) ageYears,
        heightMetres,
        weightKg);
  }
}
