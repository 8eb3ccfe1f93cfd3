package ventricle.engine.dicom.deid;

import java.util.List;
import ventricle.engine.dicom.DataElement;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Value;
import ventricle.engine.dicom.Vr;

/** Values that say nothing. */
final class Dummies {

  private static final String WORD = "ANONYMIZED";

  private Dummies() {}

  /** One value of the representation; must not be asked for a UID. */
  static DataElement of(Tag tag, Vr vr) {
    Value value =
        switch (vr) {
          case AE, CS, LO, LT, PN, SH, ST, UC, UT -> new Value.Text(WORD);
          case AS -> new Value.Text("000D");
          case DA -> new Value.Text("19000101");
          case DT -> new Value.Text("19000101000000");
          case TM -> new Value.Text("000000");
          case DS, IS -> new Value.Text("0");
          case UR -> new Value.Text("urn:x-anonymized");
          case UI -> throw new IllegalArgumentException("a UID is mapped");
          case SQ -> new Value.Items(List.of(DataSet.EMPTY));
          case OB, UN -> new Value.Bytes(new byte[2]);
          default -> new Value.Bytes(new byte[vr == Vr.AT ? 4 : vr.unit()]);
        };
    return new DataElement(tag, vr, value);
  }

  /** The element without a value. */
  static DataElement empty(Tag tag, Vr vr) {
    Value value =
        vr == Vr.SQ
            ? new Value.Items(List.of())
            : vr.isText() ? new Value.Text("") : new Value.Bytes(new byte[0]);
    return new DataElement(tag, vr, value);
  }
}
