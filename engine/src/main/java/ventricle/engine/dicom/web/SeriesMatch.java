package ventricle.engine.dicom.web;

/**
 * A series that an archive has.
 *
 * @param number -1 where it is not told
 * @param instances -1 where it is not told
 */
public record SeriesMatch(
    String seriesUid, String modality, String description, int number, int instances) {}
