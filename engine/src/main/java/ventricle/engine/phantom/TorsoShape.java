package ventricle.engine.phantom;

/**
 * Measures of the chest around one heart, in mm. Its coordinates: x to the patient's left, y to
 * posterior, z to superior, from the middle of the LV.
 *
 * @param midline x of the patient's midline
 * @param middleY y of the body's middle
 * @param halfWidth of the body
 * @param halfDepth of the body
 * @param fat thickness under the skin
 * @param muscle thickness of the chest wall without fat
 * @param ribPhase where the first rib lies, 0 … 1
 * @param diaphragm height of the central tendon under the heart
 * @param rightDome how much higher the right dome is
 * @param leftDome how much higher the left dome is
 * @param spineY y of the vertebral bodies
 */
record TorsoShape(
    double midline,
    double middleY,
    double halfWidth,
    double halfDepth,
    double fat,
    double muscle,
    double ribPhase,
    double diaphragm,
    double rightDome,
    double leftDome,
    double spineY) {

  static TorsoShape draw(Draws draws, double heartRadius, double bodyMassIndex) {
    double stout = (bodyMassIndex - 24) / 10;
    double fat = Math.max(7, 15 + 12 * stout + draws.between(-4, 5));
    double muscle = draws.between(15, 20);
    double spineY = draws.between(78, 90) + 0.3 * (heartRadius - 25);
    double back = spineY + 48 + 0.7 * fat;
    double front = -(draws.between(58, 66) + 0.8 * (heartRadius - 25) + fat + muscle);
    return new TorsoShape(
        draws.between(-52, -42),
        (front + back) / 2,
        draws.between(158, 172) + 0.6 * fat,
        (back - front) / 2,
        fat,
        muscle,
        draws.unit(),
        draws.between(-47, -42) - 0.9 * (heartRadius - 25),
        draws.between(38, 52),
        draws.between(8, 24),
        spineY);
  }
}
