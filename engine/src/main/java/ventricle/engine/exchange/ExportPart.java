package ventricle.engine.exchange;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A group of files that are wanted or not wanted together. */
public enum ExportPart {
  /** The report as PDF. */
  REPORT,
  /** Segmentations, structured report and whatever else goes to an archive. */
  DICOM,
  /** A segmentation of every phase with contours. */
  PHASES,
  /** Key images with the heatmap of a model burnt in. */
  HEATMAPS,
  /** Numbers and contours for programs; {@code signed.json} of a signed study. */
  JSON,
  /** Label volumes at ED and ES. */
  LABELS,
  /** The images as NIfTI. */
  IMAGES,
  /** Contours and images for ImageJ. */
  ROISET,
  /** Numbers and contours as tables. */
  CSV;

  /** What is written unless something else is asked for. */
  public static final Set<ExportPart> STANDARD =
      Collections.unmodifiableSet(EnumSet.of(REPORT, DICOM, JSON, LABELS));

  /** The part a file belongs to. */
  static ExportPart of(String file) {
    if (file.startsWith("images")) {
      return IMAGES;
    }
    if (file.endsWith(".nii.gz")) {
      return LABELS;
    }
    if (file.equals(ImageJExport.ROIS) || file.equals(ImageJExport.STACK)) {
      return ROISET;
    }
    if (file.endsWith(".csv")) {
      return CSV;
    }
    if (file.endsWith(".json")) {
      return JSON;
    }
    if (file.matches("seg-\\d+\\.dcm")) {
      return PHASES;
    }
    if (AnalysisExport.HEATMAPS.contains(file)) {
      return HEATMAPS;
    }
    return file.endsWith(".pdf") ? REPORT : DICOM;
  }

  /**
   * The word of the command line: {@code nifti-labels}, {@code nifti-images}, {@code roiset},
   * {@code seg-all}.
   */
  public String word() {
    return switch (this) {
      case LABELS -> "nifti-labels";
      case IMAGES -> "nifti-images";
      case PHASES -> "seg-all";
      case HEATMAPS -> "heatmap-key-images";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  /** The part of a word. */
  public static Optional<ExportPart> parse(String word) {
    return EnumSet.allOf(ExportPart.class).stream().filter(p -> p.word().equals(word)).findFirst();
  }
}
