package ventricle.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

class PhantomWriterTest {

  private static final PhantomStudy PHANTOM =
      Phantom.generate(PhantomOptions.small(7).withMatrix(64));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBackAsItWas(Organisation organisation) throws Exception {
    PhantomWriter.write(PHANTOM, folder, organisation);
    Study read =
        StudyReader.read(List.of(folder.resolve("dicom")), Progress.NONE, new CancelToken());

    CineStack made = PHANTOM.study().stack();
    CineStack stack = read.stack();
    assertThat(read.leftOut()).isEmpty();
    assertThat(read.studyInstanceUid()).isEqualTo(PHANTOM.study().studyInstanceUid());
    assertThat(read.patient()).isEqualTo(PHANTOM.study().patient());
    assertThat(stack.sliceCount()).isEqualTo(made.sliceCount());
    assertThat(stack.phases()).isEqualTo(made.phases());
    assertThat(stack.rrMs()).isCloseTo(made.rrMs(), within(1.0));
    assertThat(stack.slice(0).position().minus(made.slice(0).position()).length()).isLessThan(1e-6);
    made.frames()
        .forEach(
            (key, frame) ->
                assertThat(stack.frame(key).orElseThrow().pixels().toFloats())
                    .as("frame %s", key)
                    .isEqualTo(frame.pixels().toFloats()));
    if (organisation == Organisation.ONE_SERIES) {
      assertThat(stack.phaseTimesMs()).isNull();
    } else {
      assertThat(stack.phaseTimesMs()).isEqualTo(made.phaseTimesMs());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTruthLiesBesideTheImages(Organisation organisation) throws Exception {
    PhantomWriter.write(PHANTOM, folder, organisation);

    JsonNode json = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
    assertThat(json.get("organisation").asText()).isEqualTo(organisation.option());
    assertThat(json.get("ed_phase").asInt()).isEqualTo(PHANTOM.truth().edPhase() + 1);
    assertThat(json.at("/covered_slices_only/lv_edv_ml").asDouble())
        .isCloseTo(PHANTOM.truth().covered().lvEdvMl(), within(1e-4));
    assertThat(json.at("/lv_wall_mm_by_aha_segment/ed")).hasSize(16);
    assertThat(json.at("/lv_wall_mm_by_aha_segment/es/8").asDouble())
        .isCloseTo(PHANTOM.truth().wallEsMm().get(8), within(1e-4));
    NiftiVolume labels = Nifti.read(folder.resolve("labels_es.nii.gz"));
    for (int slice = 0; slice < labels.slices(); slice++) {
      assertThat(labels.labels(slice))
          .isEqualTo(PhantomWriter.labels(PHANTOM, new FrameKey(slice, PHANTOM.truth().esPhase())));
    }
  }
}
