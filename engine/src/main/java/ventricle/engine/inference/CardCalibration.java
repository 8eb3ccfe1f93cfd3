package ventricle.engine.inference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;

/** The parts of a card that were fitted to what its model gives, and how far it can be trusted. */
final class CardCalibration {

  private static final String SOFT_DICE = "soft-dice";

  private CardCalibration() {}

  static ModelCard.Confidence confidence(CardFields f) throws UnusableInputException {
    if (!f.text("kind").equals(SOFT_DICE)) {
      throw f.wrong("kind", "is \"" + f.text("kind") + "\"; known is \"" + SOFT_DICE + "\"");
    }
    CardFields maps = f.object("maps");
    Map<Structure, ModelCard.Curve> curves = new EnumMap<>(Structure.class);
    for (Structure structure : Structure.values()) {
      if (maps.has(structure.name())) {
        curves.put(structure, curve(maps.object(structure.name())));
      }
    }
    if (curves.isEmpty()) {
      throw f.wrong("maps", "must name at least one structure");
    }
    return new ModelCard.Confidence(curves);
  }

  private static ModelCard.Curve curve(CardFields f) throws UnusableInputException {
    List<Double> x = f.numbers("x");
    List<Double> y = f.numbers("y");
    for (int i = 1; i < x.size(); i++) {
      if (x.get(i) < x.get(i - 1)) {
        throw f.wrong("x", "must not fall from number to number");
      }
    }
    if (y.size() != x.size()) {
      throw f.wrong("y", "must have as many numbers as x");
    }
    for (double value : y) {
      if (value < 0 || value > 1) {
        throw f.wrong("y", "must lie between 0 and 1");
      }
    }
    return new ModelCard.Curve(x, y);
  }

  static ModelCard.ErrorBand errorBand(CardFields f) throws UnusableInputException {
    return new ModelCard.ErrorBand(interval(f.object("ED")), interval(f.object("ES")));
  }

  static ModelCard.RvBase rvBase(CardFields f) throws UnusableInputException {
    CardFields weights = f.object("weights");
    double[] spacing = f.interval("sliceSpacingMm", 0);
    return new ModelCard.RvBase(
        f.number("intercept"),
        weights.number("second"),
        weights.number("third"),
        weights.number("cavity"),
        weights.number("wall"),
        weights.number("confidence"),
        spacing[0],
        spacing[1]);
  }

  private static ModelCard.Interval interval(CardFields f) throws UnusableInputException {
    double low = f.number("low");
    double high = f.number("high");
    if (low > high) {
      throw f.wrong("low", "must not be more than high");
    }
    return new ModelCard.Interval(low, high);
  }
}
