package ventricle.engine.dicom;

/** The tags that part items and sequences in a file. */
final class Delimiters {

  static final Tag ITEM = Tag.of(0xfffe, 0xe000);
  static final Tag ITEM_END = Tag.of(0xfffe, 0xe00d);
  static final Tag SEQUENCE_END = Tag.of(0xfffe, 0xe0dd);

  private Delimiters() {}
}
