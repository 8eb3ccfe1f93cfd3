package ventricle.app.shell;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import ventricle.app.prefs.Preferences;
import ventricle.app.prefs.PreferencesFile;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.report.ReportStyle;

/** What the user chose, kept in its file with every change. */
final class Choices {

  private final PreferencesFile file;
  private Preferences now;

  Choices(PreferencesFile file) {
    this.file = file;
    this.now = file.load();
  }

  Preferences now() {
    return now;
  }

  void theme(Preferences.Theme theme) {
    change(preferences -> preferences.withTheme(theme));
  }

  void lastFolder(Path folder) {
    change(preferences -> preferences.withLastFolder(folder.toString()));
  }

  void window(double width, double height) {
    change(preferences -> preferences.withWindow(width, height));
  }

  private void change(UnaryOperator<Preferences> change) {
    now = change.apply(now);
    file.save(now);
  }

  /** What the reader is called in reports. */
  SigningActions.Name readerName() {
    return new SigningActions.Name() {
      @Override
      public @Nullable String kept() {
        return now.displayName();
      }

      @Override
      public void keep(String name) {
        change(preferences -> preferences.withDisplayName(name));
      }
    };
  }

  /** The formula of the body surface area. */
  StudyActions.BodySurface bodySurface() {
    return new StudyActions.BodySurface() {
      @Override
      public BsaFormula kept() {
        return now.bsa();
      }

      @Override
      public void keep(BsaFormula formula) {
        change(preferences -> preferences.withBsa(formula));
      }
    };
  }

  /** Language and paper of reports. */
  ReportActions.Looks reportLooks() {
    return new ReportActions.Looks() {
      @Override
      public Preferences kept() {
        return now;
      }

      @Override
      public void keep(String language, ReportStyle.Paper paper, boolean uncompared) {
        change(preferences -> preferences.withReport(language, paper, uncompared));
      }
    };
  }
}
