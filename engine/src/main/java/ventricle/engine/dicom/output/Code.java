package ventricle.engine.dicom.output;

import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tags;

/**
 * A coded concept of PS3.16.
 *
 * @param scheme SCT, LN, DCM, UCUM, RFC5646
 */
public record Code(String value, String scheme, String meaning) {

  /** Whether another code says the same, whatever words it uses. */
  public boolean same(Code other) {
    return value.equals(other.value) && scheme.equals(other.scheme);
  }

  /** The item that holds the code. */
  public DataSet item() {
    return DataSet.of(
        b ->
            b.set(Tags.CODE_VALUE, value)
                .set(Tags.CODING_SCHEME_DESIGNATOR, scheme)
                .set(Tags.CODE_MEANING, meaning));
  }
}
