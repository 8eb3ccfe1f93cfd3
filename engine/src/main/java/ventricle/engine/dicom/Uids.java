package ventricle.engine.dicom;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Unique identifiers: those of the standard that the engine uses, and new ones. */
public final class Uids {

  public static final String MR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4";
  public static final String ENHANCED_MR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4.1";
  public static final String ENHANCED_MR_COLOR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4.3";
  public static final String SEGMENTATION_STORAGE = "1.2.840.10008.5.1.4.1.1.66.4";
  public static final String COMPREHENSIVE_3D_SR_STORAGE = "1.2.840.10008.5.1.4.1.1.88.34";
  public static final String ENCAPSULATED_PDF_STORAGE = "1.2.840.10008.5.1.4.1.1.104.1";
  public static final String SECONDARY_CAPTURE_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.7";
  public static final String MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE =
      "1.2.840.10008.5.1.4.1.1.7.4";
  public static final String LABEL_MAP_SEGMENTATION_STORAGE = "1.2.840.10008.5.1.4.1.1.66.7";
  public static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";

  private Uids() {}

  /** A new UID below 2.25, made of a random UUID (PS3.5 annex B.2); at most 44 characters. */
  public static String generate() {
    return of(UUID.randomUUID());
  }

  /** The UID of a UUID: the same in, the same out. */
  public static String of(UUID uuid) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return "2.25." + new BigInteger(1, bytes);
  }

  /** Whether a text is a UID by PS3.5 section 9.1. */
  public static boolean isValid(String uid) {
    return uid.length() <= 64 && uid.matches("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))*");
  }
}
