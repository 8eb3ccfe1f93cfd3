package ventricle.engine.dicom.seg;

import java.util.List;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Rasteriser;

/**
 * A segment.
 *
 * @param value its pixels in the label image; {@link #PAPILLARY} for what overlaps the others
 * @param colour the structure whose colour it takes
 * @param borders the contours it is made of
 * @param type what it is
 */
record SegmentKind(String label, byte value, Structure colour, List<Structure> borders, Code type) {

  /** Papillary muscles lie inside the cavity, so they are masks of their own. */
  static final byte PAPILLARY = 4;

  /** Papillary muscles have no code of their own in PS3.16; they are myocardium by code. */
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
              Codes.RIGHT_VENTRICLE),
          new SegmentKind(
              "LV papillary muscle",
              PAPILLARY,
              Structure.LV_PAPILLARY,
              List.of(Structure.LV_PAPILLARY),
              Codes.LV_MYOCARDIUM));
}
