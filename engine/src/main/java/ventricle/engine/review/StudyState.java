package ventricle.engine.review;

/** The life of a study: draft until every used frame is reviewed and the reader accepts it. */
public enum StudyState {
  DRAFT,
  READY,
  SIGNED,
  AMENDED
}
