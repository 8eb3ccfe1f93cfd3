package ventricle.engine.domain;

/** A contour with its provenance, as it lies in a layer. */
public record Tracing(Contour contour, Provenance provenance) {}
