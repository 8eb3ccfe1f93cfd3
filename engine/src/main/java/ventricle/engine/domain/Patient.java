package ventricle.engine.domain;

import java.time.LocalDate;
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

  @Override
  public String toString() {
    return "Patient[not shown]";
  }
}
