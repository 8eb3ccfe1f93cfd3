package ventricle.engine.phantom;

import java.time.LocalTime;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;

/** One classic MR image for each frame. */
final class ClassicFiles {

  private final PhantomSeries series;
  private final Study study;
  private final boolean seriesPerSlice;

  ClassicFiles(PhantomSeries series, boolean seriesPerSlice) {
    this.series = series;
    this.study = series.study();
    this.seriesPerSlice = seriesPerSlice;
  }

  DataSet file(FrameKey key, CineFrame frame) {
    CineStack stack = study.stack();
    Slice slice = stack.slice(key.slice());
    int instance = (seriesPerSlice ? 0 : key.slice() * stack.phases()) + key.phase() + 1;
    String seriesUid =
        seriesPerSlice ? frame.source().seriesInstanceUid() : series.uid("one series");
    boolean numbered = seriesPerSlice && series.shortAxis();
    LocalTime acquired = series.acquired(key.slice());
    DataSetBuilder b = DataSet.builder();
    PhantomHeaders.patientAndStudy(b, study);
    PhantomHeaders.device(b, series);
    PhantomHeaders.frameOfReference(b, stack);
    PhantomHeaders.pixelFormat(b, frame.pixels());
    PhantomHeaders.window(b, frame);
    b.set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
        .set(Tags.SOP_INSTANCE_UID, frame.source().sopInstanceUid())
        .set(Tags.SERIES_INSTANCE_UID, seriesUid)
        .set(Tags.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "M", "NORM")
        .set(Tags.CONTENT_TIME, acquired)
        .set(Tags.ACQUISITION_DATE, PhantomHeaders.date(study))
        .set(Tags.ACQUISITION_TIME, acquired)
        .set(
            Tags.SERIES_DESCRIPTION,
            numbered ? series.description() + " " + (key.slice() + 1) : series.description())
        .set(Tags.SERIES_NUMBER, series.number() + (numbered ? key.slice() : 0))
        .set(Tags.ACQUISITION_NUMBER, series.acquisition(key.slice()))
        .set(Tags.INSTANCE_NUMBER, instance)
        .set(Tags.SCANNING_SEQUENCE, "GR")
        .set(Tags.SEQUENCE_VARIANT, "SS")
        .set(Tags.SCAN_OPTIONS, "CG")
        .set(Tags.MR_ACQUISITION_TYPE, "2D")
        .set(Tags.SLICE_THICKNESS, PhantomHeaders.thickness(slice))
        .set(Tags.SPACING_BETWEEN_SLICES, PhantomHeaders.distance(stack))
        .set(Tags.REPETITION_TIME, PhantomHeaders.REPETITION_MS)
        .set(Tags.ECHO_TIME, PhantomHeaders.ECHO_MS)
        .set(Tag.of("EchoTrainLength"), 1)
        .set(Tags.FLIP_ANGLE, PhantomHeaders.FLIP_DEGREES)
        .set(Tags.IMAGE_POSITION_PATIENT, PhantomHeaders.position(slice))
        .set(Tags.IMAGE_ORIENTATION_PATIENT, PhantomHeaders.orientation(slice))
        .set(Tags.PIXEL_SPACING, PhantomHeaders.spacing(slice))
        .set(Tags.NOMINAL_INTERVAL, (int) PhantomHeaders.rr(stack))
        .set(Tags.CARDIAC_NUMBER_OF_IMAGES, stack.phases())
        .set(Tags.RESCALE_SLOPE, frame.pixels().slope())
        .set(Tags.RESCALE_INTERCEPT, frame.pixels().intercept())
        .set(Tags.RESCALE_TYPE, "US")
        .setPixels(PhantomPixels.stored(frame.pixels()));
    Double field = study.acquisition().fieldStrengthTesla();
    if (field != null) {
      b.set(Tags.MAGNETIC_FIELD_STRENGTH, field.doubleValue());
    }
    Double time = frame.timeMs();
    if (!seriesPerSlice || time == null) {
      b.setEmpty(Tags.TRIGGER_TIME);
    } else {
      b.set(Tags.TRIGGER_TIME, time.doubleValue());
    }
    Double rate = study.heartRateBpm();
    if (rate != null) {
      b.set(Tags.HEART_RATE, (int) Math.round(rate));
    }
    return b.build();
  }
}
