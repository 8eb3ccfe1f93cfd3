package ventricle.engine.dicom;

import java.util.Optional;

/** Value representations of PS3.5 section 6.2. */
public enum Vr {
  AE(Kind.STRING),
  AS(Kind.STRING),
  AT(Kind.NUMBER, 2),
  CS(Kind.STRING),
  DA(Kind.STRING),
  DS(Kind.STRING),
  DT(Kind.STRING),
  FD(Kind.NUMBER, 8),
  FL(Kind.NUMBER, 4),
  IS(Kind.STRING),
  LO(Kind.TEXT),
  LT(Kind.PARAGRAPH),
  OB(Kind.BULK, 1),
  OD(Kind.BULK, 8),
  OF(Kind.BULK, 4),
  OL(Kind.BULK, 4),
  OV(Kind.BULK, 8),
  OW(Kind.BULK, 2),
  PN(Kind.TEXT),
  SH(Kind.TEXT),
  SL(Kind.NUMBER, 4),
  SQ(Kind.SEQUENCE),
  SS(Kind.NUMBER, 2),
  ST(Kind.PARAGRAPH),
  SV(Kind.NUMBER, 8),
  TM(Kind.STRING),
  UC(Kind.TEXT),
  UI(Kind.STRING),
  UL(Kind.NUMBER, 4),
  UN(Kind.BULK, 1),
  UR(Kind.STRING),
  US(Kind.NUMBER, 2),
  UT(Kind.PARAGRAPH),
  UV(Kind.NUMBER, 8);

  /** How a value is held. */
  public enum Kind {
    /** Characters of the default repertoire. */
    STRING,
    /** Characters of the specific character set, values parted by a backslash. */
    TEXT,
    /** Characters of the specific character set, one value; a backslash is a character. */
    PARAGRAPH,
    /** Binary numbers or tags. */
    NUMBER,
    /** Bytes of no further structure. */
    BULK,
    SEQUENCE
  }

  private static final Vr[] BY_CODE = byCode();

  private final Kind kind;
  private final int unit;

  Vr(Kind kind) {
    this(kind, 1);
  }

  Vr(Kind kind, int unit) {
    this.kind = kind;
    this.unit = unit;
  }

  public Kind kind() {
    return kind;
  }

  /** Bytes that change places between little and big endian together: 1, 2, 4 or 8. */
  public int unit() {
    return unit;
  }

  /** Whether values are characters. */
  public boolean isText() {
    return kind == Kind.STRING || kind == Kind.TEXT || kind == Kind.PARAGRAPH;
  }

  /** Whether explicit encodings give the length in 32 bits after two reserved bytes. */
  public boolean hasLongLength() {
    return kind == Kind.BULK
        || kind == Kind.SEQUENCE
        || switch (this) {
          case SV, UC, UR, UT, UV -> true;
          default -> false;
        };
  }

  /** The byte that makes an odd length even. */
  byte padding() {
    return (byte) (isText() && this != UI ? ' ' : 0);
  }

  /** The representation two letters name, empty when there is none. */
  public static Optional<Vr> of(int first, int second) {
    return Optional.ofNullable(find(first, second));
  }

  @org.jspecify.annotations.Nullable
  static Vr find(int first, int second) {
    int a = first - 'A';
    int b = second - 'A';
    return a < 0 || a > 25 || b < 0 || b > 25 ? null : BY_CODE[a * 26 + b];
  }

  private static Vr[] byCode() {
    Vr[] table = new Vr[26 * 26];
    for (Vr vr : values()) {
      table[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
    }
    return table;
  }
}
