package ventricle.engine.dicom.deid;

import java.nio.file.Path;
import java.util.List;
import ventricle.engine.domain.Study.LeftOut;

/**
 * What came of an export.
 *
 * @param folder holds what was written, a folder for each patient and study
 * @param files number of files written
 * @param leftOut files that were not, and why
 * @param toLookAt files written whose pixels may show the name, by their new names
 */
public record Deidentified(Path folder, int files, List<LeftOut> leftOut, List<LeftOut> toLookAt) {

  public Deidentified {
    leftOut = List.copyOf(leftOut);
    toLookAt = List.copyOf(toLookAt);
  }
}
