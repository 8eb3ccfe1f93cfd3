package ventricle.engine.measure;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;

/** A phantom as a reader who makes no mistake would leave it. */
public final class PhantomReading {

  private PhantomReading() {}

  /** Its true contours at every phase, with ED and ES where they are. */
  public static ReviewDocument document(PhantomStudy phantom) {
    CineStack stack = phantom.study().stack();
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>();
    phantom
        .contours()
        .forEach((k, c) -> contours.put(k, new Tracing(c, new Provenance.Imported("truth"))));
    Set<Integer> phases =
        IntStream.range(0, stack.phases()).boxed().collect(Collectors.toUnmodifiableSet());
    ReviewDocument document = ReviewDocument.blank("1.2.3", stack.sliceCount(), stack.phases());
    for (Edit edit :
        List.of(
            new Edit.ModelRun(phases, contours, null, Set.of(), "cpu"),
            new Edit.MoveMark(Mark.ED, phantom.truth().edPhase(), "truth"),
            new Edit.MoveMark(Mark.ES, phantom.truth().esPhase(), "truth"))) {
      document = Edits.apply(document, edit).orThrow();
    }
    return document;
  }
}
