package ventricle.engine.domain;

/**
 * The DICOM image a frame was read from.
 *
 * @param frameNumber 1-based frame within the instance; 1 for a single-frame instance
 */
public record InstanceRef(
    String sopClassUid, String sopInstanceUid, String seriesInstanceUid, int frameNumber) {}
