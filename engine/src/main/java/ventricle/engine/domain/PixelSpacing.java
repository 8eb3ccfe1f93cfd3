package ventricle.engine.domain;

/**
 * Distance between pixel centres in mm.
 *
 * @param row between rows (down the image), DICOM's first value
 * @param column between columns (across the image), DICOM's second value
 */
public record PixelSpacing(double row, double column) {

  public PixelSpacing {
    if (!(row > 0 && column > 0) || Double.isInfinite(row) || Double.isInfinite(column)) {
      throw new IllegalArgumentException("pixel spacing must be positive: " + row + ", " + column);
    }
  }

  public double pixelAreaMm2() {
    return row * column;
  }
}
