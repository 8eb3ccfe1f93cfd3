package ventricle.engine.domain;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person as the header names them; every field may be missing. Identifying: never logged and
 * never part of a file name.
 *
 * @param sex "M", "F", "O" or null
 * @param heightMetres DICOM Patient's Size (0010,1020); null when absent, zero or implausible
 * @param weightKg DICOM Patient's Weight (0010,1030); null when absent, zero or implausible
 */
public record Patient(
    @Nullable String id,
    @Nullable String name,
    @Nullable String sex,
    @Nullable LocalDate birthDate,
    @Nullable Double ageYears,
    @Nullable Double heightMetres,
    @Nullable Double weightKg) {

  public static final Patient UNKNOWN = new Patient(null, null, null, null, null, null, null);

  /**
   * Body surface area in m² after Mosteller (N Engl J Med 1987;317:1098): √(height[cm]·weight[kg] /
   * 3600); empty when height or weight is unknown.
   */
  public Optional<Double> bodySurfaceAreaMosteller() {
    if (heightMetres == null || weightKg == null) {
      return Optional.empty();
    }
    return Optional.of(Math.sqrt(heightMetres * 100 * weightKg / 3600));
  }

  @Override
  public String toString() {
    return "Patient[not shown]";
  }
}
