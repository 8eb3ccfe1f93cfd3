package ventricle.engine.dicom.web;

import java.nio.file.Path;

/**
 * A study that is here now, as a whole.
 *
 * @param folder holds its files
 * @param images files in it
 * @param fetched of which this call fetched
 */
public record Retrieved(Path folder, int images, int fetched) {}
