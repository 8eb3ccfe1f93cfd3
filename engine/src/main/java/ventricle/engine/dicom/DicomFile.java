package ventricle.engine.dicom;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;

/**
 * A file that was read. Pixel data that {@link DicomReader#open} left in the file are read when
 * asked for. Safe to share between threads.
 */
public final class DicomFile {

  private final String name;
  private final DataSet meta;
  private final DataSet dataSet;
  private final TransferSyntax syntax;
  private final @Nullable Path path;
  private final DataSetParser.@Nullable Skipped skipped;

  DicomFile(
      String name,
      DataSet meta,
      DataSet dataSet,
      TransferSyntax syntax,
      @Nullable Path path,
      DataSetParser.@Nullable Skipped skipped) {
    this.name = name;
    this.meta = meta;
    this.dataSet = dataSet;
    this.syntax = syntax;
    this.path = path;
    this.skipped = skipped;
  }

  /** Name of the file, for messages to the person who chose it. */
  public String name() {
    return name;
  }

  /** The file meta information, empty when the file has none. */
  public DataSet meta() {
    return meta;
  }

  /** The data set; without pixel data when they were left in the file. */
  public DataSet dataSet() {
    return dataSet;
  }

  public TransferSyntax syntax() {
    return syntax;
  }

  /** Whether the file holds pixel data. */
  public boolean hasPixelData() {
    return skipped != null || dataSet.contains(Tags.PIXEL_DATA);
  }

  /**
   * The pixel data, read from the file now if they are not in the data set.
   *
   * @throws UnusableInputException when the file has changed, is cut off, or cannot be read
   */
  public Optional<Value> pixelData() throws UnusableInputException {
    if (skipped != null && path != null) {
      return Optional.of(DicomReader.readPixelData(path, name, syntax, skipped));
    }
    return dataSet.get(Tags.PIXEL_DATA).map(DataElement::value);
  }
}
