package ventricle.engine.review;

import ventricle.engine.domain.Provenance;

/**
 * Where ED or ES was set and by whom: {@link Provenance.Model} for the detector, {@link
 * Provenance.Manual} for a reader.
 *
 * @param phase 0-based
 */
public record PhaseMark(int phase, Provenance provenance) {}
