package ventricle.engine.exchange.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import ventricle.engine.review.Mark;

/**
 * A folder with one case, as {@code analyze} and {@code phantom} write it: labels, SEG or contours;
 * where phases are not in them, {@code measurements.json} or {@code truth.json} say which they are.
 *
 * @param path the folder
 * @param kinds what is in it
 */
record CaseFolder(Path path, Set<CaseSet.Kind> kinds) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String CONTOURS = "contours.json";

  CaseFolder {
    kinds = Set.copyOf(kinds);
  }

  /** Empty when the folder holds none of the files. */
  static Optional<CaseFolder> of(Path path) {
    Set<CaseSet.Kind> kinds = EnumSet.noneOf(CaseSet.Kind.class);
    if (Files.isRegularFile(path.resolve(CONTOURS))) {
      kinds.add(CaseSet.Kind.CONTOURS);
    }
    for (Mark mark : Mark.values()) {
      if (labels(path, mark).isPresent()) {
        kinds.add(CaseSet.Kind.LABELS);
      }
      if (Files.isRegularFile(seg(path, mark))) {
        kinds.add(CaseSet.Kind.SEG);
      }
    }
    return kinds.isEmpty() ? Optional.empty() : Optional.of(new CaseFolder(path, kinds));
  }

  private static Optional<Path> labels(Path path, Mark mark) {
    String name = "labels_" + word(mark);
    return Stream.of(".nii.gz", ".nii")
        .map(ending -> path.resolve(name + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path seg(Path path, Mark mark) {
    return path.resolve("seg-" + word(mark) + ".dcm");
  }

  private static String word(Mark mark) {
    return mark.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws UnusableInputException when a file of this kind cannot be used, naming it
   */
  CaseSet read(CaseSet.Kind kind) throws IOException, UnusableInputException {
    return switch (kind) {
      case CONTOURS -> contours();
      case LABELS -> labels().withPhases(phases());
      case SEG -> seg().withPhases(phases());
    };
  }

  private CaseSet contours() throws IOException, UnusableInputException {
    Path file = path.resolve(CONTOURS);
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
    CaseSet set = new CaseSet(CaseSet.Kind.CONTOURS, read.slices(), null, marks, marked, phases);
    // label volumes beside the contours come from the same images and know where these lie
    List<Slice> places = kinds.contains(CaseSet.Kind.LABELS) ? labels().geometry() : null;
    return places != null && places.size() == read.slices() ? set.at(places) : set;
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

  private CaseSet labels() throws UnusableInputException {
    SortedMap<Mark, List<SliceRegions>> marked = new TreeMap<>();
    NiftiVolume first = null;
    for (Mark mark : Mark.values()) {
      Path file = labels(path, mark).orElse(null);
      if (file != null) {
        NiftiVolume volume;
        try {
          volume = Nifti.read(file);
        } catch (UnusableInputException e) {
          throw inCase(e);
        }
        if (first != null
            && (first.slices() != volume.slices() || !size(first).equals(size(volume)))) {
          throw new UnusableInputException(file.toString(), "is of another size than that at ED");
        }
        first = first == null ? volume : first;
        marked.put(mark, regions(volume));
      }
    }
    if (first == null) {
      throw new UnusableInputException(path.toString(), "holds no label volume");
    }
    return new CaseSet(
        CaseSet.Kind.LABELS,
        first.slices(),
        first.geometry(),
        new TreeMap<>(),
        marked,
        new TreeMap<>());
  }

  private CaseSet seg() throws UnusableInputException {
    Map<Mark, SegFile> files = new EnumMap<>(Mark.class);
    for (Mark mark : Mark.values()) {
      if (Files.isRegularFile(seg(path, mark))) {
        try {
          files.put(mark, SegFile.read(seg(path, mark)));
        } catch (UnusableInputException e) {
          throw inCase(e);
        }
      }
    }
    return SegSet.of(String.valueOf(path.getFileName()), files);
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

  private SortedMap<Mark, Integer> phases() throws IOException {
    SortedMap<Mark, Integer> phases = new TreeMap<>();
    for (String name : List.of("truth.json", "measurements.json")) {
      Path file = path.resolve(name);
      if (Files.isRegularFile(file)) {
        JsonNode json = tree(file);
        for (Mark mark : Mark.values()) {
          JsonNode phase = json.path(word(mark));
          phase = phase.isMissingNode() ? json.path(word(mark) + "_phase") : phase;
          if (phase.canConvertToInt() && phase.asInt() > 0) {
            phases.put(mark, phase.asInt() - 1);
          }
        }
      }
    }
    return phases;
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return JSON.nullNode();
    }
  }

  /** The complaint with the case's name before that of the file. */
  private UnusableInputException inCase(UnusableInputException e) {
    return new UnusableInputException(
        String.valueOf(path.getFileName()), String.valueOf(e.getMessage()), e);
  }
}
