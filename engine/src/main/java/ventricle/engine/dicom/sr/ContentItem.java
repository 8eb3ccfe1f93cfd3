package ventricle.engine.dicom.sr;

import java.util.List;
import java.util.Locale;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.DerivedHeader;

/** Items of a content tree (PS3.3 C.17.3) with their relationship to the parent. */
final class ContentItem {

  static final String CONTAINS = "CONTAINS";
  static final String CONTEXT = "HAS OBS CONTEXT";
  static final String MODIFIER = "HAS CONCEPT MOD";
  static final String ACQUISITION = "HAS ACQ CONTEXT";
  static final String INFERRED = "INFERRED FROM";

  private static final Tag CONTENT = Tag.of("ContentSequence");
  private static final Tag NAME = Tag.of("ConceptNameCodeSequence");

  private ContentItem() {}

  static DataSet container(Code name, String template, List<DataSet> children) {
    return item(CONTAINS, "CONTAINER", name)
        .setAll(containerContent(template))
        .set(CONTENT, children)
        .build();
  }

  /** A container that follows no template of its own. */
  static DataSet container(Code name, List<DataSet> children) {
    return item(CONTAINS, "CONTAINER", name)
        .set(Tag.of("ContinuityOfContent"), "SEPARATE")
        .set(CONTENT, children)
        .build();
  }

  /** The elements of the root container, to be part of the document's data set. */
  static DataSet root(Code name, String template, List<DataSet> children) {
    return DataSet.builder()
        .set(Tag.of("ValueType"), "CONTAINER")
        .set(NAME, name.item())
        .setAll(containerContent(template))
        .set(CONTENT, children)
        .build();
  }

  static DataSet text(String relationship, Code name, String text) {
    return item(relationship, "TEXT", name).set(Tag.of("TextValue"), text).build();
  }

  static DataSet code(String relationship, Code name, Code value) {
    return codeItem(relationship, name, value).build();
  }

  static DataSet code(String relationship, Code name, Code value, List<DataSet> children) {
    return codeItem(relationship, name, value).set(CONTENT, children).build();
  }

  static DataSet uid(String relationship, Code name, String uid) {
    return item(relationship, "UIDREF", name).set(Tag.of("UID"), uid).build();
  }

  static DataSet person(String relationship, Code name, String person) {
    return item(relationship, "PNAME", name)
        .set(Tag.of("PersonName"), DerivedHeader.limited(person, 64))
        .build();
  }

  /** A number; written with six decimals at most, as a decimal string takes 16 characters. */
  static DataSet number(
      String relationship, Code name, double value, Code unit, List<DataSet> children) {
    DataSet measured =
        DataSet.of(
            b ->
                b.set(Tag.of("NumericValue"), decimal(value))
                    .set(Tag.of("FloatingPointValue"), value)
                    .set(Tag.of("MeasurementUnitsCodeSequence"), unit.item()));
    DataSetBuilder b =
        item(relationship, "NUM", name).set(Tag.of("MeasuredValueSequence"), measured);
    if (!children.isEmpty()) {
      b.set(CONTENT, children);
    }
    return b.build();
  }

  /** A reference to an image: an item of Referenced SOP Sequence. */
  static DataSet image(String relationship, Code name, DataSet reference, List<DataSet> children) {
    DataSetBuilder b =
        item(relationship, "IMAGE", name).set(Tag.of("ReferencedSOPSequence"), reference);
    if (!children.isEmpty()) {
      b.set(CONTENT, children);
    }
    return b.build();
  }

  private static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private static DataSetBuilder codeItem(String relationship, Code name, Code value) {
    return item(relationship, "CODE", name).set(Tag.of("ConceptCodeSequence"), value.item());
  }

  private static DataSetBuilder item(String relationship, String type, Code name) {
    return DataSet.builder()
        .set(Tag.of("RelationshipType"), relationship)
        .set(Tag.of("ValueType"), type)
        .set(NAME, name.item());
  }

  private static DataSet containerContent(String template) {
    DataSet identification =
        DataSet.of(
            b ->
                b.set(Tag.of("MappingResource"), "DCMR")
                    .set(Tag.of("TemplateIdentifier"), template));
    return DataSet.of(
        b ->
            b.set(Tag.of("ContinuityOfContent"), "SEPARATE")
                .set(Tag.of("ContentTemplateSequence"), identification));
  }
}
