package ventricle.engine.dicom.sr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.output.DerivedHeader;
import ventricle.engine.dicom.output.SourceImages;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;

/** What measurement groups (TID 1501) of this program have in common. */
final class MeasurementGroup {

  private MeasurementGroup() {}

  /**
   * A group.
   *
   * @param tracking what it is called, the same in every report of the study
   * @param content what follows name and site
   */
  static DataSet of(Study study, String tracking, Code site, List<DataSet> content) {
    List<DataSet> items = new ArrayList<>();
    items.add(ContentItem.text(ContentItem.CONTEXT, Codes.TRACKING_IDENTIFIER, tracking));
    items.add(
        ContentItem.uid(
            ContentItem.CONTEXT,
            Codes.TRACKING_UID,
            DerivedHeader.stableUid(study.studyInstanceUid(), tracking)));
    items.add(ContentItem.code(ContentItem.MODIFIER, Codes.FINDING_SITE, site));
    items.addAll(content);
    return ContentItem.container(Codes.MEASUREMENT_GROUP, "1501", items);
  }

  /** The images that a number was measured on, as its children. */
  static List<DataSet> inferredFrom(SourceImages sources, Collection<FrameKey> frames) {
    return sources.of(frames).stream()
        .map(
            source ->
                ContentItem.image(
                    ContentItem.INFERRED,
                    Codes.SOURCE_OF_MEASUREMENT,
                    sources.reference(source),
                    List.of()))
        .toList();
  }
}
