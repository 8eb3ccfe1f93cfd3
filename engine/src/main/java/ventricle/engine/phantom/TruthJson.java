package ventricle.engine.phantom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Slice;

/** {@code truth.json} beside a written study; phases are 1-based in it. */
final class TruthJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private TruthJson() {}

  static void write(Path file, PhantomStudy phantom, Organisation organisation) throws IOException {
    CineStack stack = phantom.study().stack();
    PhantomTruth truth = phantom.truth();
    Slice slice = stack.slice(0);
    ObjectNode json = MAPPER.createObjectNode();
    json.put("case", "Phantom " + truth.seed())
        .put("group", "PHANTOM")
        .put("organisation", organisation.option())
        .put("slices", stack.sliceCount())
        .put("phases", stack.phases())
        .put("rows", slice.rows())
        .put("cols", slice.columns())
        .put("pixel_spacing_mm", PhantomHeaders.spacing(slice)[0])
        .put("slice_spacing_mm", PhantomHeaders.distance(stack))
        .put("ed_phase", truth.edPhase() + 1)
        .put("es_phase", truth.esPhase() + 1)
        .put("phase_numbers", "1-based")
        .put("slice_order", "k=0 is basal; each next slice lies further toward the apex");
    json.putObject("labels")
        .put("1", "RV cavity")
        .put("2", "LV myocardium")
        .put("3", "LV cavity (papillary muscles inside)");
    json.put("labels_grid", "NIfTI axes x=column, y=row, z=slice (basal first)");
    volumes(json, "covered_slices_only", truth.covered());
    volumes(json, "continuous", truth.continuous());
    PhantomTruth.Rates rates = truth.rates();
    json.putObject("lv_rates")
        .put("per_ml_per_s", rounded(rates.perMlPerS()))
        .put("per_ms_after_ed", rounded(rates.perMsAfterEd()))
        .put("pfr_ml_per_s", rounded(rates.pfrMlPerS()))
        .put("pfr_ms_after_ed", rounded(rates.pfrMsAfterEd()));
    ObjectNode wall = json.putObject("lv_wall_mm_by_aha_segment");
    thickness(wall.putArray("ed"), truth.wallEdMm());
    thickness(wall.putArray("es"), truth.wallEsMm());
    Patient patient = phantom.study().patient();
    Double height = patient.heightMetres();
    Double weight = patient.weightKg();
    json.put("height_cm", height == null ? null : Math.rint(height * 1000) / 10)
        .put("weight_kg", weight)
        .put("seed", truth.seed())
        .put("ef_requested", truth.efRequestedPercent())
        .put("rr_ms", stack.rrMs());
    Files.writeString(file, MAPPER.writeValueAsString(json) + "\n");
  }

  private static void volumes(
      ObjectNode json, String name, PhantomTruth.@Nullable Volumes volumes) {
    if (volumes == null) {
      json.putNull(name);
      return;
    }
    json.putObject(name)
        .put("lv_edv_ml", rounded(volumes.lvEdvMl()))
        .put("lv_esv_ml", rounded(volumes.lvEsvMl()))
        .put("rv_edv_ml", rounded(volumes.rvEdvMl()))
        .put("rv_esv_ml", rounded(volumes.rvEsvMl()))
        .put("lv_mass_ed_g", rounded(volumes.lvMassEdG()));
  }

  private static void thickness(ArrayNode to, List<@Nullable Double> mm) {
    mm.forEach(value -> to.add(value == null ? null : (Double) rounded(value)));
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
