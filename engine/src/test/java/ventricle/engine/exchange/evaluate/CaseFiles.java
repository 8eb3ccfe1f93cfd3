package ventricle.engine.exchange.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.seg.Segmentation;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.ContoursFile;
import ventricle.engine.exchange.ContoursJson;
import ventricle.engine.exchange.LabelVolumes;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Cases written and compared. */
final class CaseFiles {

  private CaseFiles() {}

  /** Writes one case into a set. */
  static Path write(Path set, String name, CaseSet.Kind kind, Study study, ReviewDocument document)
      throws Exception {
    Path at = Files.createDirectories(set.resolve(name));
    if (kind == CaseSet.Kind.CONTOURS) {
      ContoursJson.write(at.resolve("contours.json"), ContoursFile.of(study, document));
    }
    for (Mark mark : Mark.values()) {
      String word = mark.name().toLowerCase(Locale.ROOT);
      if (kind == CaseSet.Kind.LABELS) {
        LabelVolumes.write(at.resolve("labels_" + word + ".nii.gz"), study, document, mark);
      }
      if (kind == CaseSet.Kind.SEG) {
        DicomWriter.write(
            at.resolve("seg-" + word + ".dcm"),
            Segmentation.of(study, document, mark, SyntheticStudies.CONTEXT));
      }
    }
    return set;
  }

  static Evaluation evaluate(Path predicted, Path truth) throws Exception {
    return new Evaluation.Run(predicted, truth, null, null).run(Progress.NONE, new CancelToken());
  }
}
