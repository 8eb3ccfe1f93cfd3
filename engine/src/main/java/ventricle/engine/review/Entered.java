package ventricle.engine.review;

/** Which part of {@link StudyEntries} a step of the reader changed; names the step. */
public enum Entered {
  PERSON,
  WALL_MOTION,
  REPORT
}
