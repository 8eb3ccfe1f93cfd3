package ventricle.engine.dicom;

/** One element of a data set. The kind of value fits the representation. */
public record DataElement(Tag tag, Vr vr, Value value) {

  public DataElement {
    boolean fits =
        switch (value) {
          case Value.Text _ -> vr.isText();
          case Value.Items _ -> vr == Vr.SQ;
          case Value.Bytes _ -> !vr.isText() && vr != Vr.SQ;
          case Value.Fragments _ -> vr == Vr.OB || vr == Vr.OW;
        };
    if (!fits) {
      throw new IllegalArgumentException(tag + " cannot hold " + value + " as " + vr);
    }
  }

  /** Whether the value has no content. */
  public boolean isEmpty() {
    return switch (value) {
      case Value.Text t -> t.text().isEmpty();
      case Value.Items i -> i.items().isEmpty();
      case Value.Bytes b -> b.bytes().length == 0;
      case Value.Fragments _ -> false;
    };
  }

  /** Names the element, not its value, which may identify a patient. */
  @Override
  public String toString() {
    return tag + " " + vr;
  }
}
