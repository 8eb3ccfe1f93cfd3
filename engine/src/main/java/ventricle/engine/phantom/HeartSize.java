package ventricle.engine.phantom;

/**
 * Size and motion of one heart; lengths in mm. The long axis runs from the mitral plane at end
 * diastole (0) toward the apex.
 *
 * @param radius radius of the LV cavity's widest circle at end diastole
 * @param length from mitral plane to the cavity's apex at end diastole
 * @param wall LV wall thickness at end diastole
 * @param descent how far the mitral plane moves toward the apex in systole
 * @param rvDescent the same of the tricuspid plane
 * @param rvBase tricuspid plane at end diastole
 * @param rvLength from tricuspid plane to the RV apex at end diastole
 * @param rvAnterior angle from the middle of the septum to the anterior insertion at the base, rad
 * @param rvInferior the same to the inferior insertion
 * @param twist rotation of the apex against the base at end systole, rad
 * @param tiltA how far the axis wanders toward the septum from base to apex
 * @param tiltB how far the axis wanders toward anterior from base to apex
 */
record HeartSize(
    double radius,
    double length,
    double wall,
    double descent,
    double rvDescent,
    double rvBase,
    double rvLength,
    double rvAnterior,
    double rvInferior,
    double twist,
    double tiltA,
    double tiltB) {

  static HeartSize draw(Draws draws, boolean female, double efPercent) {
    double dilated = Math.max(0, Math.min(1, (50 - efPercent) / 15)) * draws.between(0.5, 4.5);
    double radius = (female ? draws.between(22.5, 25.5) : draws.between(24.5, 28)) + dilated;
    double length = (radius - 0.5 * dilated) * draws.between(3.05, 3.35);
    double wall = draws.between(female ? 7 : 8, female ? 9.5 : 11) - 0.15 * dilated;
    double descent = Math.max(3, 0.205 * efPercent + draws.between(-1, 1));
    return new HeartSize(
        radius,
        length,
        wall,
        descent,
        1.25 * descent,
        draws.between(-6, 0),
        length * draws.between(0.9, 0.97),
        StrictMath.toRadians(draws.between(58, 72)),
        StrictMath.toRadians(draws.between(60, 74)),
        StrictMath.toRadians(draws.between(6, 12)),
        draws.between(-4, 4),
        draws.between(-4, 4));
  }
}
