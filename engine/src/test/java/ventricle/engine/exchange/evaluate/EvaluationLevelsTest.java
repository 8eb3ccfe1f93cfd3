package ventricle.engine.exchange.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;

/** Where in the heart two sets differ. */
class EvaluationLevelsTest {

  private static final Study STUDY = SyntheticStudies.study();
  private static final ReviewDocument DOCUMENT = SyntheticStudies.document(STUDY);

  @TempDir Path folder;

  private Path write(String set) throws Exception {
    return CaseFiles.write(folder.resolve(set), "heart", CaseSet.Kind.LABELS, STUDY, DOCUMENT);
  }

  /** Writes the volumes again: from the other end, and with the most apical slice empty. */
  private static void rewrite(Path set, boolean turned, boolean apexMissed) throws Exception {
    for (String word : List.of("ed", "es")) {
      Path file = set.resolve("heart/labels_" + word + ".nii.gz");
      NiftiVolume volume = Nifti.read(file);
      List<byte[]> slices = new ArrayList<>();
      for (int k = 0; k < volume.slices(); k++) {
        byte[] labels = volume.labels(k);
        slices.add(apexMissed && k == volume.slices() - 1 ? new byte[labels.length] : labels);
      }
      Nifti.write(
          file,
          turned
              ? NiftiVolume.labels(STUDY.stack().flipped(), slices.reversed())
              : NiftiVolume.labels(STUDY.stack(), slices),
          Nifti.Storage.UINT8);
    }
  }

  private static Evaluation.LevelOverlap cavity(Evaluation evaluation, Level level) {
    return evaluation.levels().stream()
        .filter(l -> l.mark() == Mark.ED && l.region() == Region.LV_CAVITY && l.level() == level)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMissedApexLowersTheApexAlone() throws Exception {
    Path truth = write("truth");
    Path missed = write("missed");
    rewrite(missed, false, true);

    Evaluation evaluation = CaseFiles.evaluate(missed, truth);

    assertThat(cavity(evaluation, Level.BASE).dice().mean()).isEqualTo(1);
    assertThat(cavity(evaluation, Level.MID).dice().mean()).isEqualTo(1);
    Evaluation.LevelOverlap apex = cavity(evaluation, Level.APEX);
    assertThat(apex.truthOnly()).isEqualTo(1);
    assertThat(apex.dice().min()).isZero();
    assertThat(apex.dice().mean())
        .isCloseTo((apex.dice().n() - 1.0) / apex.dice().n(), within(1e-9));
  }

  @Test
  void theBaseIsWhereTheRightVentricleIsLargerWhicheverEndCountsFirst() throws Exception {
    Path truth = write("truth");
    Path missed = write("missed");
    rewrite(missed, true, true);
    rewrite(truth, true, false);

    Evaluation evaluation = CaseFiles.evaluate(missed, truth);

    assertThat(cavity(evaluation, Level.BASE).dice().min()).isEqualTo(1);
    assertThat(cavity(evaluation, Level.APEX).dice().min()).isZero();
  }

  @Test
  void tablesSayTheSpreadOfEachRegionAndLevel() throws Exception {
    Path truth = write("truth");
    Path missed = write("missed");
    rewrite(missed, false, true);
    Path out = Files.createDirectories(folder.resolve("out"));

    EvaluationFiles.write(out, CaseFiles.evaluate(missed, truth));

    assertThat(Files.readAllLines(out.resolve("regions.csv")))
        .hasSize(1 + 8 * 4)
        .anyMatch(line -> line.startsWith("ED,LV_CAVITY,0,dice,,1,0."));
    assertThat(Files.readAllLines(out.resolve("levels.csv")))
        .anyMatch(line -> line.startsWith("ED,LV_CAVITY,APEX,1,0,1,dice,,2,0.5000,"));
  }
}
