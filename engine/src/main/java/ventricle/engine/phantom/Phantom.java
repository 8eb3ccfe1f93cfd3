package ventricle.engine.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Makes synthetic short-axis cine studies with exactly known contours and volumes. */
public final class Phantom {

  private static final double BLOOD_VALUE = 520;

  private final PhantomOptions options;
  private final Person person;
  private final Rhythm rhythm;
  private final HeartShape shape;
  private final StackPlan plan;
  private final CineStack empty;
  private final Torso torso;
  private final SmoothNoise noise;

  private Phantom(PhantomOptions options) {
    this.options = options;
    Draws draws = new Draws(options.seed());
    this.person = Person.draw(draws.fork("person"));
    Draws choices = draws.fork("choices");
    double usualEf = choices.chance(0.6) ? choices.between(54, 68) : choices.between(34, 54);
    int usualPhases = choices.integer(25, 30);
    double ef = options.efPercent() == null ? usualEf : options.efPercent();
    this.rhythm =
        Rhythm.draw(
            draws.fork("rhythm"), options.phases() == null ? usualPhases : options.phases());
    HeartSize size = HeartSize.draw(draws.fork("heart"), person.female(), ef);
    this.plan =
        StackPlan.draw(draws.fork("stack"), size.length(), options.slices(), options.matrix());
    this.noise = new SmoothNoise(draws.fork("texture").bits());
    this.empty = stack(new TreeMap<>());
    this.shape =
        Contractility.solve(
            new HeartShape(size, new SmoothNoise(draws.fork("shape").bits()), 30, 0.5, 0.5),
            plan,
            rhythm,
            empty.slabThicknessesMm(),
            ef,
            choices.between(1.02, 1.22));
    this.torso =
        new Torso(
            TorsoShape.draw(draws.fork("torso"), size.radius(), person.bodyMassIndex()),
            new SmoothNoise(draws.fork("organs").bits()));
  }

  /** Makes a study on all cores. */
  public static PhantomStudy generate(PhantomOptions options) {
    return generate(options, Progress.NONE, new CancelToken());
  }

  /**
   * Makes a study on all cores.
   *
   * @throws ventricle.engine.task.CancelledException when cancelled
   */
  public static PhantomStudy generate(
      PhantomOptions options, Progress progress, CancelToken cancel) {
    return new Phantom(options).make(progress, cancel);
  }

  private PhantomStudy make(Progress progress, CancelToken cancel) {
    SortedMap<ContourKey, Contour> contours = new TrueContours(shape, plan).all(rhythm);
    SortedMap<FrameKey, CineFrame> frames = new ConcurrentSkipListMap<>();
    AtomicInteger done = new AtomicInteger();
    int total = plan.slices().size() * rhythm.phases();
    double shortAxisPart = options.longAxis() ? 0.7 : 1;
    Scanner scanner = scanner();
    IntStream.range(0, plan.slices().size())
        .parallel()
        .forEach(
            slice -> {
              cancel.throwIfCancelled();
              FramePainter painter = new FramePainter(plan, slice, shape, torso, noise);
              IntStream.range(0, rhythm.phases())
                  .parallel()
                  .forEach(
                      phase -> {
                        cancel.throwIfCancelled();
                        frames.put(
                            new FrameKey(slice, phase), frame(painter, scanner, slice, phase));
                        progress.report(
                            shortAxisPart * done.incrementAndGet() / total, "painting the phantom");
                      });
            });
    return new PhantomStudy(
        study(stack(frames), longAxes(scanner, progress.part(shortAxisPart, 1), cancel)),
        contours,
        truth(contours));
  }

  private Scanner scanner() {
    Draws draws = new Draws(options.seed()).fork("scanner");
    double fine = plan.spacingMm() < 1.3 ? 1.2 : 1;
    return new Scanner(
        plan.matrix(), fine * draws.between(0.014, 0.024), BLOOD_VALUE * draws.between(0.75, 1.3));
  }

  private CineFrame frame(FramePainter painter, Scanner scanner, int slice, int phase) {
    double[] signal = painter.paint(rhythm.contraction(phase), rhythm.sinceEd(phase));
    short[] stored =
        scanner.store(
            signal, painter.gain(), new Draws(options.seed()).fork("noise", slice, phase));
    return frame(stored, String.valueOf(slice), phase);
  }

  /**
   * @param series tells the series and its images from others
   */
  private CineFrame frame(short[] stored, String series, int phase) {
    InstanceRef source =
        new InstanceRef(
            Uids.MR_IMAGE_STORAGE,
            uid("instance/" + series + "/" + phase),
            uid("series/" + series),
            1);
    return new CineFrame(
        source,
        Pixels.unsigned(plan.matrix(), plan.matrix(), stored),
        rhythm.timeMs(phase),
        BLOOD_VALUE * 0.55,
        BLOOD_VALUE * 1.2);
  }

  private CineStack stack(SortedMap<FrameKey, CineFrame> frames) {
    return stack("Synthetic phantom cine SAX", plan.slices(), frames);
  }

  private CineStack stack(
      String description, List<Slice> slices, SortedMap<FrameKey, CineFrame> frames) {
    List<Double> times = new ArrayList<>();
    for (int phase = 0; phase < rhythm.phases(); phase++) {
      times.add(rhythm.timeMs(phase));
    }
    return new CineStack(
        description,
        uid("frame of reference"),
        slices,
        rhythm.phases(),
        frames,
        times,
        rhythm.rrMs(),
        List.of());
  }

  private List<CineStack> longAxes(Scanner scanner, Progress progress, CancelToken cancel) {
    if (!options.longAxis()) {
      return List.of();
    }
    HeartLayers relaxed = LongAxisPainter.layers(shape, noise, 0, 0);
    List<LongAxisPlan> views = LongAxisPlan.of(plan, shape.size());
    List<LongAxisPainter> painters =
        views.stream()
            .parallel()
            .map(view -> new LongAxisPainter(view, plan, shape, torso, noise, relaxed))
            .toList();
    List<SortedMap<FrameKey, CineFrame>> frames = new ArrayList<>();
    views.forEach(view -> frames.add(new ConcurrentSkipListMap<>()));
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, rhythm.phases())
        .parallel()
        .forEach(
            phase -> {
              HeartLayers heart =
                  LongAxisPainter.layers(
                      shape, noise, rhythm.contraction(phase), rhythm.sinceEd(phase));
              for (int i = 0; i < views.size(); i++) {
                cancel.throwIfCancelled();
                LongAxisPainter painter = painters.get(i);
                String name = views.get(i).name();
                Draws noise = new Draws(options.seed()).fork("noise of " + name, 0, phase);
                short[] stored = scanner.store(painter.paint(heart), painter.gain(), noise);
                frames.get(i).put(new FrameKey(0, phase), frame(stored, name, phase));
              }
              progress.report(
                  (double) done.incrementAndGet() / rhythm.phases(), "painting its long axes");
            });
    List<CineStack> stacks = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      LongAxisPlan view = views.get(i);
      stacks.add(stack("Phantom cine " + view.name(), List.of(view.plane()), frames.get(i)));
    }
    return stacks;
  }

  private Study study(CineStack stack, List<CineStack> longAxes) {
    return new Study(
        uid("study"),
        person.patient(options.seed()),
        person.studyDate(),
        "Synthetic phantom",
        null,
        "1",
        new Study.Acquisition("Ventricle", "Phantom", 1.5, "bSSFP cine", null),
        (double) Math.round(60000 / rhythm.rrMs()),
        stack,
        longAxes,
        List.of());
  }

  private PhantomTruth truth(SortedMap<ContourKey, Contour> contours) {
    int ed = rhythm.edPhase();
    @Nullable List<Double> slabs = empty.slabThicknessesMm();
    int es = 0;
    @Nullable List<Double> lvCurve = null;
    @Nullable List<Double> rvCurve = null;
    PhantomTruth.@Nullable Volumes covered = null;
    if (slabs == null) {
      for (int phase = 1; phase < rhythm.phases(); phase++) {
        es = rhythm.contraction(phase) > rhythm.contraction(es) ? phase : es;
      }
    } else {
      lvCurve = curve(contours, Structure.LV_ENDO, slabs);
      rvCurve = curve(contours, Structure.RV_ENDO, slabs);
      for (int phase = 1; phase < rhythm.phases(); phase++) {
        es = lvCurve.get(phase) < lvCurve.get(es) ? phase : es;
      }
      List<Double> epi = curve(contours, Structure.LV_EPI, slabs);
      covered =
          new PhantomTruth.Volumes(
              lvCurve.get(ed),
              lvCurve.get(es),
              rvCurve.get(ed),
              rvCurve.get(es),
              mass(epi.get(ed) - lvCurve.get(ed)),
              mass(epi.get(es) - lvCurve.get(es)));
    }
    double c = rhythm.contraction(es);
    double cavity = Volumetry.cavityMl(shape, 0);
    double cavityEs = Volumetry.cavityMl(shape, c);
    PhantomTruth.Volumes whole =
        new PhantomTruth.Volumes(
            cavity,
            cavityEs,
            Volumetry.rvMl(shape, 0),
            Volumetry.rvMl(shape, c),
            mass(Volumetry.epiMl(shape, 0) - cavity),
            mass(Volumetry.epiMl(shape, c) - cavityEs));
    TrueWalls walls = new TrueWalls(shape, plan.levels());
    return new PhantomTruth(
        options.seed(),
        options.efPercent(),
        ed,
        es,
        covered,
        whole,
        lvCurve,
        rvCurve,
        Volumetry.lvCurveMl(shape, rhythm),
        Volumetry.rates(shape, rhythm),
        walls.segments(0),
        walls.segments(c));
  }

  private List<Double> curve(
      SortedMap<ContourKey, Contour> contours, Structure structure, List<Double> slabs) {
    return IntStream.range(0, rhythm.phases())
        .mapToObj(phase -> Volumetry.coveredMl(contours, structure, phase, plan, slabs))
        .toList();
  }

  private static double mass(double ml) {
    return ml * PhantomTruth.MYOCARDIUM_G_PER_ML;
  }

  /** A UID that depends on the options and a name alone. */
  private String uid(String name) {
    return PhantomHeaders.derived(options.shortAxis(), name);
  }
}
