package ventricle.engine.dicom.seg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.ImageSize;

/**
 * Turns a segmentation, Ventricle's own or another program's, into contours on the frames of a
 * stack. A frame goes where the image that it names lies, else where its plane lies: a plane that
 * lies on a slice gives its contours by geometry, whatever its matrix and spacing; where no plane
 * lies on a slice, the slice is cut out of the volume that the planes make.
 */
public final class SegmentationImport {

  /**
   * What a segmentation holds for a stack.
   *
   * @param contours at their places
   * @param left what could not be taken and why
   */
  public record Imported(SortedMap<ContourKey, Contour> contours, List<Left> left) {
    public Imported {
      contours = Collections.unmodifiableSortedMap(new TreeMap<>(contours));
      left = List.copyOf(left);
    }
  }

  /** Something that was not taken: what it is, without patient data, and one phrase why. */
  public record Left(String what, String cause) {}

  /** Where the frames of one plane belong; without a slice they are placed by geometry. */
  private record Place(int phase, @Nullable Integer slice, String plane) {}

  private final SegmentationObject object;
  private final CineStack stack;
  private final Map<String, FrameKey> bySource = new HashMap<>();
  private final SegmentParts parts;
  private final Map<String, Integer> left = new LinkedHashMap<>();
  private final SortedMap<ContourKey, Contour> contours = new TreeMap<>();
  private final ContourTracing tracing;

  private SegmentationImport(SegmentationObject object, CineStack stack)
      throws UnusableInputException {
    this.object = object;
    this.parts = new SegmentParts(object);
    this.stack = stack;
    this.tracing = new ContourTracing(!object.fractional());
    for (Map.Entry<FrameKey, CineFrame> e : stack.frames().entrySet()) {
      var source = e.getValue().source();
      bySource.put(source.sopInstanceUid() + " " + source.frameNumber(), e.getKey());
    }
  }

  /**
   * Reads what belongs to a stack.
   *
   * @param stack in the slice order of the document that is to take the contours
   * @param phase 0-based, for an object that says neither by its frames nor as a whole which phase
   *     it was drawn on; null refuses such an object
   * @throws UnusableInputException when nothing in it can be taken; the message names the cause
   */
  public static Imported read(SegmentationObject object, CineStack stack, @Nullable Integer phase)
      throws UnusableInputException {
    return new SegmentationImport(object, stack).read(phase);
  }

  private Imported read(@Nullable Integer assumed) throws UnusableInputException {
    parts.unknown().forEach(this::leave);
    Integer phase = commonPhase().orElse(assumed);
    Map<Place, List<SegmentationObject.Frame>> places = placed(phase);
    SortedMap<Integer, List<PlaneMaps>> free = new TreeMap<>();
    for (Map.Entry<Place, List<SegmentationObject.Frame>> e : places.entrySet()) {
      Place place = e.getKey();
      PlaneMaps maps = parts.maps(e.getValue());
      if (place.slice() != null) {
        onSlice(new FrameKey(place.slice(), place.phase()), maps);
      } else {
        free.computeIfAbsent(place.phase(), p -> new ArrayList<>()).add(maps);
      }
    }
    free.forEach(this::byGeometry);
    nest();
    if (contours.isEmpty()) {
      throw new UnusableInputException(
          object.name(),
          "holds nothing for this study"
              + left.keySet().stream().findFirst().map(cause -> ": " + cause).orElse(""));
    }
    return new Imported(
        contours,
        left.entrySet().stream()
            .map(e -> new Left(e.getValue() == 1 ? "once" : e.getValue() + " times", e.getKey()))
            .toList());
  }

  private void leave(String cause) {
    left.merge(cause, 1, Integer::sum);
  }

  /** The phase of all instances that the object as a whole refers to, where it is one. */
  private Optional<Integer> commonPhase() {
    Set<String> referenced = Set.copyOf(object.referencedInstances());
    Set<Integer> phases =
        stack.frames().entrySet().stream()
            .filter(e -> referenced.contains(e.getValue().source().sopInstanceUid()))
            .map(e -> e.getKey().phase())
            .collect(Collectors.toSet());
    return phases.size() == 1 ? Optional.of(phases.iterator().next()) : Optional.empty();
  }

  private Map<Place, List<SegmentationObject.Frame>> placed(@Nullable Integer phase)
      throws UnusableInputException {
    Map<Place, List<SegmentationObject.Frame>> places = new LinkedHashMap<>();
    boolean elsewhere = elsewhere();
    for (SegmentationObject.Frame frame : parts.frames()) {
      SegmentationObject.Source source = frame.source();
      FrameKey key =
          source == null ? null : bySource.get(source.sopInstanceUid() + " " + source.frame());
      Slice plane = frame.plane();
      if (key != null) {
        places
            .computeIfAbsent(new Place(key.phase(), key.slice(), ""), p -> new ArrayList<>())
            .add(frame);
      } else if (elsewhere) {
        leave("a frame lies in another frame of reference");
      } else if (plane == null) {
        leave("a frame says neither where it lies nor which image it was drawn on");
      } else if (phase == null) {
        leave("a frame does not say which phase it was drawn on");
      } else {
        places
            .computeIfAbsent(new Place(phase, null, position(plane)), p -> new ArrayList<>())
            .add(frame);
      }
    }
    return places;
  }

  private boolean elsewhere() {
    String ours = stack.frameOfReferenceUid();
    return ours != null
        && object.frameOfReferenceUid().filter(theirs -> !theirs.equals(ours)).isPresent();
  }

  private static String position(Slice plane) {
    var p = plane.position();
    return "%.2f %.2f %.2f".formatted(p.x(), p.y(), p.z());
  }

  private void onSlice(FrameKey key, PlaneMaps maps) {
    Slice slice = stack.slice(key.slice());
    Slice plane = maps.plane();
    boolean same = slice.rows() == maps.size().rows() && slice.columns() == maps.size().columns();
    if (plane == null && !same) {
      leave("a frame says not where it lies, and is not of its image's size");
      return;
    }
    maps.structures()
        .forEach(
            (structure, map) ->
                take(
                    new ContourKey(key, structure), tracing.of(map, maps.size(), 1), plane, slice));
  }

  private void take(ContourKey key, List<Contour> found, @Nullable Slice plane, Slice slice) {
    if (found.size() > 1) {
      leave("a second part of a structure in a frame is smaller than the one taken");
    }
    found.stream()
        .findFirst()
        .map(c -> plane == null ? c : slice.toImage(c, plane))
        .flatMap(c -> ContourTracing.fitted(c, ImageSize.of(slice)))
        .ifPresent(c -> contours.putIfAbsent(key, c));
  }

  private void byGeometry(int phase, List<PlaneMaps> planes) {
    PlaneVolume volume = new PlaneVolume(planes);
    int before = contours.size();
    for (int index = 0; index < stack.sliceCount(); index++) {
      FrameKey key = new FrameKey(index, phase);
      Slice slice = stack.slice(index);
      PlaneMaps on = volume.on(slice, stack.nearMm(index)).orElse(null);
      if (on != null) {
        onSlice(key, on);
      } else if (volume.solid()) {
        volume
            .cut(slice)
            .forEach(
                (structure, map) ->
                    take(
                        new ContourKey(key, structure),
                        tracing.of(map, ImageSize.of(slice), volume.coarseness(slice)),
                        null,
                        slice));
      }
    }
    if (contours.size() == before) {
      leave("its planes meet no slice of this study");
    }
  }

  /** The endocardium lies inside the epicardium, also after smoothing. */
  private void nest() {
    for (ContourKey key : List.copyOf(contours.keySet())) {
      Contour epi = contours.get(new ContourKey(key.frame(), Structure.LV_EPI));
      Contour endo = contours.get(key);
      if (key.structure() == Structure.LV_ENDO && epi != null && endo != null) {
        Containment.clipInside(endo, epi).ifPresent(inside -> contours.put(key, inside));
      }
    }
  }
}
