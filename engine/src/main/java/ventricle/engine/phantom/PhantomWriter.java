package ventricle.engine.phantom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.TransferSyntax;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * Writes a phantom as files: {@code dicom/}, {@code labels_ed.nii.gz}, {@code labels_es.nii.gz},
 * {@code truth.json}. File names tell nothing about slice or phase.
 */
public final class PhantomWriter {

  private PhantomWriter() {}

  public static void write(PhantomStudy phantom, Path folder, Organisation organisation)
      throws IOException {
    write(phantom, folder, organisation, Progress.NONE, new CancelToken());
  }

  /**
   * @param folder made when absent; files of the same names are replaced
   * @throws ventricle.engine.task.CancelledException when cancelled; files written stay
   */
  public static void write(
      PhantomStudy phantom,
      Path folder,
      Organisation organisation,
      Progress progress,
      CancelToken cancel)
      throws IOException {
    Path dicom = Files.createDirectories(folder.resolve("dicom"));
    Study study = phantom.study();
    List<PhantomSeries> cines = PhantomSeries.of(study);
    if (organisation == Organisation.ENHANCED) {
      for (int i = 0; i < cines.size(); i++) {
        cancel.throwIfCancelled();
        List<FrameKey> order = shuffled(cines.get(i), phantom.truth().seed());
        writeFile(
            dicom.resolve("IM%05d.dcm".formatted(i)), new EnhancedFile(cines.get(i), order).file());
      }
    } else {
      writeClassic(
          cines, phantom.truth().seed(), dicom, organisation, progress.part(0, 0.9), cancel);
    }
    cancel.throwIfCancelled();
    PhantomTruth truth = phantom.truth();
    writeLabels(folder.resolve("labels_ed.nii.gz"), phantom, truth.edPhase());
    writeLabels(folder.resolve("labels_es.nii.gz"), phantom, truth.esPhase());
    TruthJson.write(folder.resolve("truth.json"), phantom, organisation);
    progress.report(1, "phantom written");
  }

  /** The label image of a frame: 1 RV cavity, 2 LV myocardium, 3 LV cavity. */
  public static byte[] labels(PhantomStudy phantom, FrameKey frame) {
    SortedMap<ContourKey, Contour> contours = phantom.contours();
    return Rasteriser.labels(
        ImageSize.of(phantom.study().stack().slice(frame.slice())),
        contours.get(new ContourKey(frame, Structure.RV_ENDO)),
        contours.get(new ContourKey(frame, Structure.LV_EPI)),
        contours.get(new ContourKey(frame, Structure.LV_ENDO)));
  }

  /** One image of one cine. */
  private record Image(PhantomSeries cine, FrameKey key) {
    DataSet file(boolean seriesPerSlice) {
      CineFrame frame = cine.stack().frame(key).orElseThrow();
      return new ClassicFiles(cine, seriesPerSlice).file(key, frame);
    }
  }

  private static void writeClassic(
      List<PhantomSeries> cines,
      long seed,
      Path dicom,
      Organisation organisation,
      Progress progress,
      CancelToken cancel)
      throws IOException {
    boolean perSlice = organisation == Organisation.SERIES_PER_SLICE;
    List<Image> order =
        cines.stream()
            .flatMap(cine -> shuffled(cine, seed).stream().map(key -> new Image(cine, key)))
            .toList();
    AtomicInteger done = new AtomicInteger();
    try {
      IntStream.range(0, order.size())
          .parallel()
          .forEach(
              i -> {
                cancel.throwIfCancelled();
                Image image = order.get(i);
                String name = "IM%05d%s".formatted(i, perSlice ? ".dcm" : "");
                try {
                  writeFile(dicom.resolve(name), image.file(perSlice));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                progress.report(
                    (double) done.incrementAndGet() / order.size(), "writing the phantom");
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void writeFile(Path file, DataSet data) throws IOException {
    Files.write(file, DicomWriter.encode(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
  }

  private static void writeLabels(Path file, PhantomStudy phantom, int phase) throws IOException {
    CineStack stack = phantom.study().stack();
    List<byte[]> images =
        IntStream.range(0, stack.sliceCount())
            .mapToObj(slice -> labels(phantom, new FrameKey(slice, phase)))
            .toList();
    Nifti.write(file, NiftiVolume.labels(stack, images), Nifti.Storage.UINT8);
  }

  private static List<FrameKey> shuffled(PhantomSeries cine, long seed) {
    List<FrameKey> order = new ArrayList<>(cine.stack().frames().keySet());
    Draws draws = new Draws(seed).fork("order of files");
    for (int i = order.size() - 1; i > 0; i--) {
      int other = draws.integer(0, i);
      FrameKey swapped = order.get(i);
      order.set(i, order.get(other));
      order.set(other, swapped);
    }
    return order;
  }
}
