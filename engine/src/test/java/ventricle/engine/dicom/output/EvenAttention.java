package ventricle.engine.dicom.output;

import java.util.Arrays;
import java.util.Set;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.inference.Explainer;
import ventricle.engine.inference.ExplanationSource;
import ventricle.engine.inference.Heatmap;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.task.CancelToken;

/** A model that looks at everything alike, for every frame but those it cannot run on. */
record EvenAttention(int refusedSlice) implements Explainer {

  EvenAttention() {
    this(-1);
  }

  @Override
  public ExplanationSource source() {
    return new ExplanationSource(
        "segmenter/deep",
        SyntheticStudies.SEGMENTER,
        "M2",
        "Segmenter",
        ExplanationSource.Kind.GRAD_CAM,
        "decoder.deep",
        true,
        Set.of(Structure.LV_ENDO));
  }

  @Override
  public Heatmap explain(CineStack stack, FrameKey frame, Structure structure, CancelToken cancel)
      throws InferenceException {
    if (frame.slice() == refusedSlice) {
      throw new InferenceException("segmenter: cannot run here");
    }
    Slice slice = stack.slice(frame.slice());
    float[] values = new float[slice.rows() * slice.columns()];
    Arrays.fill(values, .8f);
    return new Heatmap(
        slice.rows(), slice.columns(), values, "decoder.deep", SyntheticStudies.SEGMENTER);
  }

  @Override
  public void close() {}
}
