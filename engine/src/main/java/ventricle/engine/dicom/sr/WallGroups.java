package ventricle.engine.dicom.sr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.output.SourceImages;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.WallMotion;

/**
 * Measurement groups (TID 1501) of the segments of the LV wall: thickness at ED and ES, their
 * ratio, and the wall motion that a reader graded. Sites are those of CID 3717.
 */
final class WallGroups {

  private static final Map<AhaSegment, Code> SITES =
      Map.ofEntries(
          site(AhaSegment.BASAL_ANTERIOR, "264850008", "basal anterior"),
          site(AhaSegment.BASAL_ANTEROSEPTAL, "396482007", "basal anteroseptal"),
          site(AhaSegment.BASAL_INFEROSEPTAL, "396646008", "basal inferoseptal"),
          site(AhaSegment.BASAL_INFERIOR, "264846001", "basal inferior"),
          site(AhaSegment.BASAL_INFEROLATERAL, "396652009", "basal inferolateral"),
          site(AhaSegment.BASAL_ANTEROLATERAL, "396654005", "basal anterolateral"),
          site(AhaSegment.MID_ANTERIOR, "264848000", "mid anterior"),
          site(AhaSegment.MID_ANTEROSEPTAL, "396647004", "mid anteroseptal"),
          site(AhaSegment.MID_INFEROSEPTAL, "396649001", "mid inferoseptal"),
          site(AhaSegment.MID_INFERIOR, "264847005", "mid inferior"),
          site(AhaSegment.MID_INFEROLATERAL, "396655006", "mid inferolateral"),
          site(AhaSegment.MID_ANTEROLATERAL, "396656007", "mid anterolateral"),
          site(AhaSegment.APICAL_ANTERIOR, "264844003", "apical anterior"),
          site(AhaSegment.APICAL_SEPTAL, "264845002", "apical septal"),
          site(AhaSegment.APICAL_INFERIOR, "264849008", "apical inferior"),
          site(AhaSegment.APICAL_LATERAL, "264853005", "apical lateral"));

  private final Study study;
  private final ReviewDocument document;
  private final SourceImages sources;

  WallGroups(Study study, ReviewDocument document, SourceImages sources) {
    this.study = study;
    this.document = document;
    this.sources = sources;
  }

  /** One group for each segment of which something is known. */
  List<DataSet> groups(Measurements measurements) {
    List<DataSet> groups = new ArrayList<>();
    for (SegmentWall wall : measurements.regional().segments()) {
      List<DataSet> items = items(wall);
      if (!items.isEmpty()) {
        groups.add(
            MeasurementGroup.of(
                study,
                "LV segment " + wall.segment().number(),
                SITES.getOrDefault(wall.segment(), Codes.LV_MYOCARDIUM),
                items));
      }
    }
    return groups;
  }

  private List<DataSet> items(SegmentWall wall) {
    List<DataSet> items = new ArrayList<>();
    WallMotion motion = document.entries().wallMotion().get(wall.segment().number());
    thickness(items, wall.edMm(), Codes.END_DIASTOLE, wall.edFrames());
    thickness(items, wall.esMm(), Codes.END_SYSTOLE, wall.esFrames());
    Double ed = wall.edMm();
    Double es = wall.esMm();
    if (ed != null && es != null && ed > 0) {
      items.add(
          ContentItem.number(
              ContentItem.CONTAINS, Codes.WALL_THICKNESS_RATIO, es / ed, Codes.RATIO, List.of()));
    }
    if (motion != null) {
      items.add(ContentItem.code(ContentItem.CONTAINS, Codes.WALL_MOTION, grade(motion)));
    }
    return items;
  }

  private void thickness(
      List<DataSet> items, @Nullable Double mm, Code point, Collection<FrameKey> frames) {
    if (mm == null) {
      return;
    }
    List<DataSet> children = new ArrayList<>();
    children.add(ContentItem.code(ContentItem.MODIFIER, Codes.CARDIOVASCULAR_CYCLE_POINT, point));
    children.addAll(MeasurementGroup.inferredFrom(sources, frames));
    items.add(
        ContentItem.number(
            ContentItem.CONTAINS, Codes.WALL_THICKNESS, mm, Codes.MILLIMETRE, children));
  }

  private static Code grade(WallMotion motion) {
    return switch (motion) {
      case NORMAL -> Codes.NORMAL_WALL_MOTION;
      case HYPOKINETIC -> Codes.HYPOKINESIS;
      case AKINETIC -> Codes.AKINESIS;
      case DYSKINETIC -> Codes.DYSKINESIS;
      case ANEURYSMAL -> Codes.ANEURYSMAL;
    };
  }

  private static Map.Entry<AhaSegment, Code> site(AhaSegment segment, String value, String words) {
    return Map.entry(segment, new Code(value, "SCT", "left ventricle " + words + " segment"));
  }
}
