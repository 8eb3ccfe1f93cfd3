package ventricle.engine.dicom.output;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.Explainer;
import ventricle.engine.inference.ExplanationSource;
import ventricle.engine.inference.Heatmap;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.task.CancelToken;

/**
 * Where a model looked for a structure, to be burnt into key images.
 *
 * @param structure one that the explainer knows
 */
public record Attention(Explainer explainer, Structure structure) {

  public Attention {
    if (!explainer.source().structures().contains(structure)) {
      throw new IllegalArgumentException("a structure that is not explained");
    }
  }

  /** Of the LV endocardium where it is explained; empty when nothing explains anything. */
  public static Optional<Attention> first(List<Explainer> explainers) {
    return explainers.stream().findFirst().flatMap(e -> of(e, Structure.LV_ENDO));
  }

  /** Of a structure, or of the first that is explained where this one is not. */
  public static Optional<Attention> of(Explainer explainer, Structure preferred) {
    var known = explainer.source().structures();
    return known.contains(preferred)
        ? Optional.of(new Attention(explainer, preferred))
        : known.stream().findFirst().map(s -> new Attention(explainer, s));
  }

  /**
   * @throws OutputUnavailableException when the model cannot run on these frames
   */
  SortedMap<FrameKey, Heatmap> on(CineStack stack, Collection<FrameKey> frames, CancelToken cancel)
      throws OutputUnavailableException {
    SortedMap<FrameKey, Heatmap> maps = new TreeMap<>();
    for (FrameKey frame : frames) {
      cancel.throwIfCancelled();
      try {
        maps.put(frame, explainer.explain(stack, frame, structure, cancel));
      } catch (InferenceException e) {
        throw new OutputUnavailableException("No heatmap: " + e.getMessage());
      }
    }
    return maps;
  }

  /** Method and structure, such as "Grad-CAM of LV endocardium". */
  public String what() {
    String method =
        explainer.source().kind() == ExplanationSource.Kind.GRAD_CAM ? "Grad-CAM" : "CAM";
    return method
        + " of "
        + switch (structure) {
          case LV_ENDO -> "LV endocardium";
          case LV_EPI -> "LV epicardium";
          case RV_ENDO -> "RV endocardium";
          case LV_PAPILLARY -> "papillary muscle";
        };
  }

  /** Model and layer, such as "m2-pspunet 1.0.0, layer up4". */
  public String where() {
    ExplanationSource source = explainer.source();
    return source.model().id() + " " + source.model().version() + ", layer " + source.layer();
  }

  /** All of it, for the header of an object. */
  String description() {
    return "%s by %s, sha256 %s: %s"
        .formatted(what(), where(), explainer.source().model().sha256(), KeyImages.ATTENTION);
  }
}
