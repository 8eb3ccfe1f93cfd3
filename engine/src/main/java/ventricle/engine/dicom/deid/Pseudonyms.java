package ventricle.engine.dicom.deid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;

/**
 * What stands in the place of identifiers: made of them by HMAC-SHA256, so that the same gives the
 * same, and that without the key nobody can find out what gave it, not even by trying all.
 */
public final class Pseudonyms {

  /** Bytes of a key. */
  public static final int KEY_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String WELL_KNOWN = "1.2.840.10008.";
  private static final int LONGEST_SHIFT_DAYS = 3650;
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int CODE_LENGTH = 10;
  private static final Tag ISSUER = Tag.of("IssuerOfPatientID");

  private final SecretKeySpec key;

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** With a key that nobody has, so that every export has names of its own. */
  public static Pseudonyms fresh() {
    return new Pseudonyms(newKey());
  }

  /**
   * With a key that is kept, so that later exports give the same names.
   *
   * @param key {@link #KEY_LENGTH} bytes or more
   */
  public static Pseudonyms keyed(byte[] key) {
    if (key.length < KEY_LENGTH) {
      throw new IllegalArgumentException("a key has " + KEY_LENGTH + " bytes");
    }
    return new Pseudonyms(key.clone());
  }

  /** A key to keep. */
  public static byte[] newKey() {
    byte[] key = new byte[KEY_LENGTH];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /** The UID in the place of another; those of the standard itself stay. */
  String uid(String uid) {
    if (uid.isBlank() || uid.startsWith(WELL_KNOWN)) {
      return uid;
    }
    ByteBuffer digest = ByteBuffer.wrap(digest("uid", uid));
    long high = (digest.getLong() & ~0xf000L) | 0x8000L; // version 8, RFC 9562
    long low = (digest.getLong() & ~(3L << 62)) | (1L << 63);
    return Uids.of(new UUID(high, low));
  }

  /** What a patient is called. */
  String patient(DataSet dataSet) {
    byte[] digest = digest("patient", person(dataSet));
    StringBuilder code = new StringBuilder("V");
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(LETTERS.charAt(digest[i] & 31));
    }
    return code.toString();
  }

  /** By how many days a patient's dates move back: 1 to ten years. */
  int shiftDays(DataSet dataSet) {
    int number = ByteBuffer.wrap(digest("days", person(dataSet))).getInt();
    return 1 + Math.floorMod(number, LONGEST_SHIFT_DAYS);
  }

  /** What tells patients apart: the number, else name and birth, else the study. */
  private static String person(DataSet dataSet) {
    String id = dataSet.string(Tags.PATIENT_ID).orElse("");
    if (!id.isEmpty()) {
      return "id/" + dataSet.string(ISSUER).orElse("") + "/" + id;
    }
    String name = dataSet.string(Tags.PATIENT_NAME).orElse("");
    return name.isEmpty()
        ? "study/" + dataSet.string(Tags.STUDY_INSTANCE_UID).orElse("")
        : "name/" + name + "/" + dataSet.string(Tags.PATIENT_BIRTH_DATE).orElse("");
  }

  private byte[] digest(String purpose, String what) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal((purpose + "\0" + what).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
