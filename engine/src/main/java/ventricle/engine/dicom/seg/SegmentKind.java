package ventricle.engine.dicom.seg;

import java.util.List;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Rasteriser;

/**
 * A segment.
 *
 * @param value its pixels in the label image
 * @param colour the structure whose colour it takes
 * @param borders the contours it is made of
 * @param type what it is
 */
record SegmentKind(String label, byte value, Structure colour, List<Structure> borders, Code type) {

  static final List<SegmentKind> ALL =
      List.of(
          new SegmentKind(
              "LV cavity",
              Rasteriser.LV_CAVITY,
              Structure.LV_ENDO,
              List.of(Structure.LV_ENDO),
              Codes.LEFT_VENTRICLE),
          new SegmentKind(
              "LV myocardium",
              Rasteriser.LV_MYOCARDIUM,
              Structure.LV_EPI,
              List.of(Structure.LV_EPI, Structure.LV_ENDO),
              Codes.LV_MYOCARDIUM),
          new SegmentKind(
              "RV cavity",
              Rasteriser.RV_CAVITY,
              Structure.RV_ENDO,
              List.of(Structure.RV_ENDO),
              Codes.RIGHT_VENTRICLE));
}
