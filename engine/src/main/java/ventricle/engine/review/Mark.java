package ventricle.engine.review;

/** One of the two phases that are measured. */
public enum Mark {
  ED,
  ES
}
