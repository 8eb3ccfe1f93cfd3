package ventricle.engine.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.exchange.incoming.RoiNames;
import ventricle.engine.imagej.NamedRoi;
import ventricle.engine.imagej.RoiSet;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.review.ReviewDocument;

/**
 * The contours that count as a RoiSet.zip for ImageJ; its positions are those of {@code stack.tif}.
 */
final class ImageJExport {

  static final String ROIS = "roiset.zip";
  static final String STACK = "stack.tif";

  private ImageJExport() {}

  static void writeRois(Path file, ReviewDocument document)
      throws IOException, OutputUnavailableException {
    List<NamedRoi> rois = new ArrayList<>();
    for (int slice = 0; slice < document.sliceCount(); slice++) {
      for (int phase = 0; phase < document.phaseCount(); phase++) {
        for (Structure structure : Structure.values()) {
          ContourKey key = ContourKey.of(slice, phase, structure);
          int s = slice;
          int p = phase;
          document
              .counted(key)
              .ifPresent(t -> rois.add(new NamedRoi(RoiNames.of(key), s, p, null, t.contour())));
        }
      }
    }
    if (rois.isEmpty()) {
      throw new OutputUnavailableException("No contour counts in this study.");
    }
    RoiSet.write(file, rois);
  }
}
