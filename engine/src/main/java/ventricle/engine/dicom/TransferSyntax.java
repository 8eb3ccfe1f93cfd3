package ventricle.engine.dicom;

import java.util.List;

/**
 * How a file is encoded.
 *
 * @param encapsulated whether pixel data are compressed and lie in fragments
 */
public record TransferSyntax(
    String uid,
    String name,
    boolean explicitVr,
    boolean bigEndian,
    boolean deflated,
    boolean encapsulated) {

  public static final TransferSyntax IMPLICIT_LITTLE_ENDIAN =
      new TransferSyntax(
          "1.2.840.10008.1.2", "Implicit VR Little Endian", false, false, false, false);
  public static final TransferSyntax EXPLICIT_LITTLE_ENDIAN =
      new TransferSyntax(
          "1.2.840.10008.1.2.1", "Explicit VR Little Endian", true, false, false, false);
  public static final TransferSyntax DEFLATED =
      new TransferSyntax(
          "1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", true, false, true, false);
  public static final TransferSyntax EXPLICIT_BIG_ENDIAN =
      new TransferSyntax("1.2.840.10008.1.2.2", "Explicit VR Big Endian", true, true, false, false);
  public static final TransferSyntax JPEG_BASELINE =
      encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)");
  public static final TransferSyntax JPEG_EXTENDED =
      encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)");
  public static final TransferSyntax JPEG_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless (Process 14)");
  public static final TransferSyntax JPEG_LOSSLESS_SV1 =
      encapsulated("1.2.840.10008.1.2.4.70", "JPEG Lossless (Process 14, Selection Value 1)");
  public static final TransferSyntax JPEG_LS_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless");
  public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless");
  public static final TransferSyntax JPEG_2000_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)");
  public static final TransferSyntax JPEG_2000 =
      encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000");
  public static final TransferSyntax HTJ2K_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (Lossless Only)");
  public static final TransferSyntax RLE_LOSSLESS =
      encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");

  private static final List<TransferSyntax> KNOWN =
      List.of(
          IMPLICIT_LITTLE_ENDIAN,
          EXPLICIT_LITTLE_ENDIAN,
          DEFLATED,
          EXPLICIT_BIG_ENDIAN,
          JPEG_BASELINE,
          JPEG_EXTENDED,
          JPEG_LOSSLESS,
          JPEG_LOSSLESS_SV1,
          JPEG_LS_LOSSLESS,
          JPEG_LS_NEAR_LOSSLESS,
          JPEG_2000_LOSSLESS,
          JPEG_2000,
          HTJ2K_LOSSLESS,
          RLE_LOSSLESS);

  /** The syntax of a UID; one that is not known here is taken for explicit and encapsulated. */
  public static TransferSyntax of(String uid) {
    return KNOWN.stream()
        .filter(s -> s.uid.equals(uid))
        .findFirst()
        .orElseGet(() -> encapsulated(uid, "unknown"));
  }

  private static TransferSyntax encapsulated(String uid, String name) {
    return new TransferSyntax(uid, name, true, false, false, true);
  }

  @Override
  public String toString() {
    return name + " (" + uid + ")";
  }
}
