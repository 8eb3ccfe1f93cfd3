package ventricle.engine.geometry;

import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * A grid of sample positions laid over an image, as a model's input wants it: its own matrix and
 * step, around a centre. Both sides count from the centre of their first pixel, so that
 *
 * <pre>image = centre + (crop − (size − 1) / 2) · step</pre>
 *
 * and a crop of the same size, step 1 and centred on the image's centre is the image itself.
 *
 * @param rows rows of the crop
 * @param columns columns of the crop
 * @param centre where the middle of the crop lies, in image coordinates
 * @param stepX image pixels between neighbouring crop pixels along a row: wanted spacing divided by
 *     the image's column spacing
 * @param stepY the same down a column
 */
public record CropGrid(int rows, int columns, Point centre, double stepX, double stepY) {

  public CropGrid {
    if (rows < 1 || columns < 1 || !(stepX > 0) || !(stepY > 0)) {
      throw new IllegalArgumentException("a crop has pixels and a step");
    }
  }

  /** What a position outside the image is worth. */
  public enum Border {
    /** Nothing beyond the image's edge (half a pixel outside the outer centres). */
    ZERO,
    /** The nearest pixel. */
    NEAREST
  }

  /** The middle of an image: (columns − 1) / 2, (rows − 1) / 2. */
  public static Point middle(ImageSize image) {
    return new Point((image.columns() - 1) / 2.0, (image.rows() - 1) / 2.0);
  }

  public ImageSize size() {
    return new ImageSize(rows, columns);
  }

  /**
   * The grid of a map with one value for each {@code stride} × {@code stride} pixels of this one.
   */
  public CropGrid coarser(int stride) {
    return new CropGrid(rows / stride, columns / stride, centre, stepX * stride, stepY * stride);
  }

  /**
   * This grid, moved by no more than half an image pixel each way, so that its first pixel lies on
   * one of the image's. With a step of 1 all of them do and nothing is interpolated, neither in
   * sampling nor on the way back.
   */
  public CropGrid onPixels() {
    Point moved =
        new Point(
            centre.x() + Math.floor(imageX(0) + 0.5) - imageX(0),
            centre.y() + Math.floor(imageY(0) + 0.5) - imageY(0));
    return new CropGrid(rows, columns, moved, stepX, stepY);
  }

  /** Image position of a crop position. */
  public Point toImage(Point crop) {
    return new Point(imageX(crop.x()), imageY(crop.y()));
  }

  /** Crop position of an image position. */
  public Point toCrop(Point image) {
    return new Point(
        (image.x() - centre.x()) / stepX + (columns - 1) / 2.0,
        (image.y() - centre.y()) / stepY + (rows - 1) / 2.0);
  }

  /** A contour found on the crop, in image coordinates. */
  public Contour toImage(Contour crop) {
    return Polygons.affine(crop, stepX, stepY, imageX(0), imageY(0));
  }

  /** A contour of the image, in crop coordinates. */
  public Contour toCrop(Contour image) {
    Point origin = toCrop(new Point(0, 0));
    return Polygons.affine(image, 1 / stepX, 1 / stepY, origin.x(), origin.y());
  }

  /** Bilinear samples of an image at the crop's pixel centres, row by row. */
  public float[] sample(float[] values, ImageSize image, Border border) {
    float[] out = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      double y = imageY(row);
      for (int column = 0; column < columns; column++) {
        out[row * columns + column] = Resample.bilinear(values, image, imageX(column), y, border);
      }
    }
    return out;
  }

  /**
   * Bilinear samples of a crop at the pixel centres of the image it was taken from: the way back
   * for maps. {@link Border#ZERO} where the crop does not reach.
   */
  public float[] sampleBack(float[] cropValues, ImageSize image) {
    float[] out = new float[image.rows() * image.columns()];
    for (int row = 0; row < image.rows(); row++) {
      for (int column = 0; column < image.columns(); column++) {
        Point p = toCrop(new Point(column, row));
        out[row * image.columns() + column] =
            Resample.bilinear(cropValues, size(), p.x(), p.y(), Border.ZERO);
      }
    }
    return out;
  }

  private double imageX(double cropX) {
    return centre.x() + (cropX - (columns - 1) / 2.0) * stepX;
  }

  private double imageY(double cropY) {
    return centre.y() + (cropY - (rows - 1) / 2.0) * stepY;
  }
}
