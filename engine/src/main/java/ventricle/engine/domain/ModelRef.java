package ventricle.engine.domain;

/**
 * Which model file made a result.
 *
 * @param role what the model does: phase, segment, volume, explain, velocity
 * @param id folder name of the model
 * @param sha256 lower-case hex digest of the ONNX file
 */
public record ModelRef(String role, String id, String version, String sha256) {}
