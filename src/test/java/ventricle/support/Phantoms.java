package ventricle.support;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.phantom.Organisation;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomWriter;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Small synthetic studies as files. */
public final class Phantoms {

  public static final int SLICES = 5;
  public static final int PHASES = 10;

  private Phantoms() {}

  /** 5 slices of 96 × 96 pixels and 10 phases. */
  public static PhantomStudy small(long seed) {
    return Phantom.generate(
        PhantomOptions.small(seed).withSlices(SLICES), Progress.NONE, new CancelToken());
  }

  /**
   * Writes a phantom, one series per slice.
   *
   * @return the folder with its DICOM files
   */
  public static Path write(PhantomStudy phantom, Path folder) throws IOException {
    PhantomWriter.write(phantom, folder, Organisation.SERIES_PER_SLICE);
    return folder.resolve("dicom");
  }

  /** The same heart in another body. */
  public static PhantomStudy of(Patient patient, PhantomStudy phantom) {
    return of(patient, phantom.study().date(), phantom);
  }

  /** The same heart in another body, examined on another day. */
  public static PhantomStudy of(Patient patient, @Nullable LocalDate date, PhantomStudy phantom) {
    Study s = phantom.study();
    return new PhantomStudy(
        new Study(
            s.studyInstanceUid(),
            patient,
            date,
            s.description(),
            s.accessionNumber(),
            s.studyId(),
            s.acquisition(),
            s.heartRateBpm(),
            s.stack(),
            s.otherStacks(),
            s.leftOut()),
        phantom.contours(),
        phantom.truth());
  }
}
