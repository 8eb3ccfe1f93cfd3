package ventricle.engine.exchange.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.seg.SegmentationObject;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.ContoursFile;
import ventricle.engine.exchange.ContoursJson;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewState;

/** Reads the files of one case. */
final class CaseReader {

  private static final JsonMapper JSON = new JsonMapper();

  private final CaseFolder files;

  CaseReader(CaseFolder files) {
    this.files = files;
  }

  /**
   * @throws UnusableInputException when a file of this kind cannot be used, naming it
   */
  CaseSet read(CaseSet.Kind kind) throws IOException, UnusableInputException {
    return switch (kind) {
      case CONTOURS -> outlined(Objects.requireNonNull(files.contours()));
      case LABELS -> painted();
      case SEG -> segmented();
    };
  }

  private CaseSet outlined(Path file) throws IOException, UnusableInputException {
    ContoursFile read;
    try {
      read = ContoursJson.read(file);
    } catch (UnusableInputException e) {
      throw inCase(e);
    }
    SortedMap<ContourKey, Tracing> counted = read.counted();
    SortedMap<Integer, List<SliceRegions>> phases = new TreeMap<>();
    counted.keySet().stream()
        .map(key -> key.frame().phase())
        .distinct()
        .forEach(phase -> phases.put(phase, regions(counted, read.slices(), phase)));
    SortedMap<Mark, Integer> marks = new TreeMap<>();
    SortedMap<Mark, List<SliceRegions>> marked = new TreeMap<>();
    mark(Mark.ED, read.edPhase(), phases, marks, marked);
    mark(Mark.ES, read.esPhase(), phases, marks, marked);
    return new CaseSet(
        CaseSet.Kind.CONTOURS,
        read.slices(),
        places(read),
        marks,
        marked,
        phases,
        excluded(read, marks));
  }

  /**
   * Where the slices lie: files of before they said so take it from a label volume beside them,
   * which is of the same images.
   */
  private @Nullable List<Slice> places(ContoursFile read) throws UnusableInputException {
    if (read.geometry() != null || files.labels().isEmpty()) {
      return read.geometry();
    }
    List<Slice> places = volume(files.labels().values().iterator().next()).geometry();
    return places.size() == read.slices() ? places : null;
  }

  private static List<String> excluded(ContoursFile read, SortedMap<Mark, Integer> marks) {
    List<String> notes = new ArrayList<>();
    marks.forEach(
        (mark, phase) ->
            read.states().entrySet().stream()
                .filter(e -> e.getValue() instanceof ReviewState.Excluded)
                .map(Map.Entry::getKey)
                .filter(key -> key.frame().phase() == phase)
                .map(
                    key ->
                        "%s of slice %d is excluded at %s and counts as not there"
                            .formatted(key.structure(), key.frame().slice() + 1, mark))
                .forEach(notes::add));
    return notes;
  }

  private static void mark(
      Mark mark,
      @Nullable Integer phase,
      Map<Integer, List<SliceRegions>> phases,
      Map<Mark, Integer> marks,
      Map<Mark, List<SliceRegions>> marked) {
    if (phase != null) {
      marks.put(mark, phase);
      List<SliceRegions> at = phases.get(phase);
      if (at != null) {
        marked.put(mark, at);
      }
    }
  }

  private static List<SliceRegions> regions(
      Map<ContourKey, Tracing> counted, int slices, int phase) {
    return IntStream.range(0, slices)
        .mapToObj(
            slice ->
                (SliceRegions)
                    SliceRegions.Outlined.of(
                        contour(counted, slice, phase, Structure.LV_ENDO),
                        contour(counted, slice, phase, Structure.LV_EPI),
                        contour(counted, slice, phase, Structure.RV_ENDO)))
        .toList();
  }

  private static @Nullable Contour contour(
      Map<ContourKey, Tracing> counted, int slice, int phase, Structure structure) {
    Tracing tracing = counted.get(ContourKey.of(slice, phase, structure));
    return tracing == null ? null : tracing.contour();
  }

  private CaseSet painted() throws UnusableInputException {
    SortedMap<Mark, List<SliceRegions>> marked = new TreeMap<>();
    List<String> notes = new ArrayList<>();
    NiftiVolume first = null;
    for (Map.Entry<Mark, Path> e : new TreeMap<>(files.labels()).entrySet()) {
      NiftiVolume volume = volume(e.getValue());
      if (first != null
          && (first.slices() != volume.slices() || !size(first).equals(size(volume)))) {
        throw inCase(
            new UnusableInputException(
                String.valueOf(e.getValue().getFileName()), "is of another size than that at ED"));
      }
      first = first == null ? volume : first;
      marked.put(e.getKey(), regions(volume));
      if (other(volume)) {
        notes.add("labels other than 1, 2 and 3 at %s are passed over".formatted(e.getKey()));
      }
    }
    if (first == null) {
      throw new UnusableInputException(files.name(), "holds no label volume");
    }
    return new CaseSet(
        CaseSet.Kind.LABELS,
        first.slices(),
        first.geometry(),
        phases(),
        marked,
        new TreeMap<>(),
        notes);
  }

  private NiftiVolume volume(Path file) throws UnusableInputException {
    try {
      return Nifti.read(file);
    } catch (UnusableInputException e) {
      throw inCase(e);
    }
  }

  private static boolean other(NiftiVolume volume) {
    for (int k = 0; k < volume.slices(); k++) {
      for (byte label : volume.labels(k)) {
        if (label > Rasteriser.LV_CAVITY) {
          return true;
        }
      }
    }
    return false;
  }

  private CaseSet segmented() throws UnusableInputException {
    SegSet set = new SegSet(files.name());
    for (Map.Entry<Mark, Path> e : new TreeMap<>(files.segs()).entrySet()) {
      try {
        set.add(e.getKey(), SegmentationObject.read(DicomReader.open(e.getValue())));
      } catch (UnusableInputException ex) {
        throw inCase(ex);
      }
    }
    return set.finished(phases());
  }

  private static List<SliceRegions> regions(NiftiVolume volume) {
    List<SliceRegions> regions = new ArrayList<>();
    for (int k = 0; k < volume.slices(); k++) {
      regions.add(new SliceRegions.Painted(volume.labels(k), size(volume)));
    }
    return regions;
  }

  private static ImageSize size(NiftiVolume volume) {
    return new ImageSize(volume.rows(), volume.columns());
  }

  private SortedMap<Mark, Integer> phases() {
    SortedMap<Mark, Integer> phases = new TreeMap<>();
    Path folder = files.folder();
    for (String known : List.of("truth.json", "measurements.json")) {
      Path file = folder == null ? null : folder.resolve(known);
      if (file != null && Files.isRegularFile(file)) {
        JsonNode json = tree(file);
        for (Mark mark : Mark.values()) {
          String word = mark.name().toLowerCase(Locale.ROOT);
          JsonNode phase = json.path(word);
          phase = phase.isMissingNode() ? json.path(word + "_phase") : phase;
          if (phase.canConvertToInt() && phase.asInt() > 0) {
            phases.put(mark, phase.asInt() - 1);
          }
        }
      }
    }
    return phases;
  }

  /** A file that cannot be read says nothing about phases. */
  private static JsonNode tree(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      return JSON.nullNode();
    }
  }

  /** The complaint with the case's name before that of the file. */
  private UnusableInputException inCase(UnusableInputException e) {
    return new UnusableInputException(files.name(), String.valueOf(e.getMessage()), e);
  }
}
