package ventricle.app.review;

import java.util.List;
import java.util.stream.Collectors;
import ventricle.app.text.Text;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.ExplanationSource;

/** What the sources of heatmaps are called, and what they can be asked. */
record SourceNames(Text text, List<ExplanationSource> sources) {

  /** Short enough for a choice: "M4 Grad-CAM (deep)". */
  String name(ExplanationSource source) {
    return switch (source.kind()) {
      case CAM -> text.get("heatmap.cam", source.method());
      case GRAD_CAM ->
          hasOtherLayers(source)
              ? text.get("heatmap.grad-cam.layer", source.method(), layer(source))
              : text.get("heatmap.grad-cam", source.method());
    };
  }

  /** The name without what the colour bar says anyway. */
  String shortName(ExplanationSource source) {
    return source.kind() == ExplanationSource.Kind.CAM
        ? text.get("heatmap.cam.short", source.method())
        : name(source);
  }

  private boolean hasOtherLayers(ExplanationSource source) {
    return sources.stream().filter(s -> s.model().equals(source.model())).count() > 1;
  }

  private String layer(ExplanationSource source) {
    if (source.id().endsWith("_deep")) {
      return text.get("heatmap.layer.deep");
    }
    return source.id().endsWith("_final")
        ? text.get("heatmap.layer.final")
        : text.get("heatmap.layer", source.layer());
  }

  /** The name, and why it cannot be chosen for a structure where it cannot. */
  String choice(ExplanationSource source, Structure structure) {
    return source.structures().contains(structure)
        ? name(source)
        : name(source) + "  ·  " + only(source);
  }

  private String only(ExplanationSource source) {
    return text.get(
        "heatmap.only",
        source.structures().stream().map(text::name).collect(Collectors.joining(", ")));
  }

  /** What the values of a source's maps are, for the colour bar. */
  String meaning(ExplanationSource source) {
    return switch (source.kind()) {
      case CAM -> text.get("heatmap.meaning.cam");
      case GRAD_CAM -> text.get("heatmap.meaning.grad-cam");
    };
  }

  /** One line for the corner of the image: model, layer and structure, or why there is no map. */
  String corner(ExplanationSource source, Structure structure) {
    if (!source.structures().contains(structure)) {
      return text.get("hud.heatmap.none", source.method(), only(source));
    }
    return switch (source.kind()) {
      case CAM -> text.get("hud.heatmap.cam", source.model().id());
      case GRAD_CAM ->
          text.get(
              "hud.heatmap.grad-cam", source.model().id(), source.layer(), text.name(structure));
    };
  }
}
