package ventricle.engine.dicom.output;

import java.util.Optional;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;

/**
 * A coded concept of PS3.16.
 *
 * @param scheme SCT, LN, DCM, UCUM, RFC5646
 */
public record Code(String value, String scheme, String meaning) {

  /** The first code of a sequence; empty where there is none. */
  public static Optional<Code> in(DataSet parent, Tag sequence) {
    return parent
        .item(sequence)
        .map(
            code ->
                new Code(
                    code.string(Tags.CODE_VALUE)
                        .or(() -> code.string(Tag.of("LongCodeValue")))
                        .orElse(""),
                    code.string(Tags.CODING_SCHEME_DESIGNATOR).orElse(""),
                    code.string(Tags.CODE_MEANING).orElse("")));
  }

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
