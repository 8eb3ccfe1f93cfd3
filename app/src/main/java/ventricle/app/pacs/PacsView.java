package ventricle.app.pacs;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.job.FxJobs;
import ventricle.app.text.Text;
import ventricle.engine.dicom.web.PacsException;
import ventricle.engine.dicom.web.Retrieved;
import ventricle.engine.dicom.web.StudyMatch;
import ventricle.engine.dicom.web.StudyQuery;

/** Finds studies in the archive and fetches the one that is to be opened. */
public final class PacsView extends VBox {

  private static final Logger LOG = LoggerFactory.getLogger(PacsView.class);

  private final Text text;
  private final PacsDesk desk;
  private final FxJobs jobs;
  private final Runnable settings;
  private final Consumer<Path> open;
  private final PacsQueryForm form;
  private final PacsTable table;
  private final Label host = new Label();
  private final Label status = new Label();
  private final Button more = new Button();
  private StudyQuery asked = StudyQuery.ALL;

  /**
   * @param jobs for the archive alone, so that no other work holds it up
   * @param settings lets the reader set the archive up
   * @param open opens a folder that was fetched
   */
  public PacsView(Text text, PacsDesk desk, FxJobs jobs, Runnable settings, Consumer<Path> open) {
    this.text = text;
    this.desk = desk;
    this.jobs = jobs;
    this.settings = settings;
    this.open = open;
    this.form = new PacsQueryForm(text, this::find);
    this.table = new PacsTable(text, this::fetch);
    getStyleClass().add("worklist");
    getChildren().addAll(head(), query(), table, foot());
    VBox.setVgrow(table, Priority.ALWAYS);
    table.say(text.get("pacs.nothing-asked"));
    refresh();
  }

  private HBox head() {
    Label title = new Label(text.get("pacs.title"));
    title.getStyleClass().add("worklist-title");
    host.setId("pacs-host");
    host.getStyleClass().add("quiet");
    Button set = new Button(text.get("pacs.settings"), new FontIcon(MaterialDesignC.COG_OUTLINE));
    set.setId("pacs-settings");
    set.setOnAction(e -> settings.run());
    HBox head = new HBox(12, title, host, gap(), set);
    head.setAlignment(Pos.BASELINE_LEFT);
    return head;
  }

  private HBox query() {
    Button find = new Button(text.get("pacs.find"), new FontIcon(MaterialDesignC.CLOUD_SEARCH));
    find.setId("pacs-find");
    find.setOnAction(e -> find());
    find.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(form, Priority.ALWAYS);
    HBox query = new HBox(10, form, find);
    query.setAlignment(Pos.BOTTOM_LEFT);
    return query;
  }

  private HBox foot() {
    status.setId("pacs-status");
    status.setWrapText(true);
    HBox.setHgrow(status, Priority.SOMETIMES);
    ProgressBar bar = new ProgressBar();
    bar.setId("pacs-progress");
    bar.setAccessibleText(text.get("pacs.title"));
    bar.progressProperty().bind(jobs.progressProperty());
    Label message = new Label();
    message.textProperty().bind(jobs.messageProperty());
    message.getStyleClass().add("quiet");
    Button cancel = new Button(text.get("pacs.cancel"));
    cancel.setId("pacs-cancel");
    cancel.setOnAction(e -> jobs.cancelCurrent());
    HBox running = new HBox(8, message, bar, cancel);
    running.setAlignment(Pos.CENTER_RIGHT);
    running.visibleProperty().bind(jobs.runningProperty());
    running.managedProperty().bind(jobs.runningProperty());
    more.setId("pacs-more");
    more.setText(text.get("pacs.more"));
    more.setOnAction(e -> ask(asked, table.getItems().size()));
    showMore(false);
    Button fetch =
        new Button(text.get("pacs.fetch"), new FontIcon(MaterialDesignC.CLOUD_DOWNLOAD_OUTLINE));
    fetch.setId("pacs-fetch");
    fetch.setMinWidth(Region.USE_PREF_SIZE);
    fetch
        .disableProperty()
        .bind(table.getSelectionModel().selectedItemProperty().isNull().or(jobs.runningProperty()));
    fetch.setOnAction(e -> table.chosen().ifPresent(this::fetch));
    HBox foot = new HBox(12, status, gap(), running, more, fetch);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  private static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  private void showMore(boolean there) {
    more.setVisible(there);
    more.setManaged(there);
  }

  /** Says again which archive it is. */
  public void refresh() {
    host.setText(desk.settings().address().isBlank() ? "" : desk.host());
    status.setText(desk.showsLogin() ? text.get("pacs.readable") : "");
  }

  /** Puts the keyboard where a search begins. */
  public void focus() {
    form.focus();
  }

  private void find() {
    if (!desk.ready()) {
      settings.run();
    }
    if (desk.ready() && !jobs.runningProperty().get()) {
      table.getItems().clear();
      ask(form.query(), 0);
    }
  }

  private void ask(StudyQuery query, int offset) {
    asked = query;
    showMore(false);
    status.setText(text.get("pacs.asking", desk.host()));
    jobs.start(desk.find(query, offset), new Found());
  }

  private void fetch(StudyMatch study) {
    if (!jobs.runningProperty().get()) {
      status.setText("");
      jobs.start(desk.retrieve(study.studyUid()), new Fetched());
    }
  }

  private void failed(Throwable cause) {
    if (cause instanceof PacsException) {
      status.setText(cause.getMessage());
    } else {
      LOG.error("unexpected", cause);
      status.setText(text.get("pacs.unexpected"));
    }
  }

  private final class Found implements FxJobs.Outcome<StudyMatch.Page> {
    @Override
    public void done(StudyMatch.Page page) {
      table.getItems().addAll(page.studies());
      int count = table.getItems().size();
      showMore(page.more());
      table.say(text.get("pacs.nothing-found"));
      status.setText(text.get("pacs.found", count));
      if (count > 0 && table.chosen().isEmpty()) {
        table.getSelectionModel().select(0);
        table.requestFocus();
      }
    }

    @Override
    public void failed(Throwable cause) {
      table.say("");
      PacsView.this.failed(cause);
    }

    @Override
    public void cancelled() {
      status.setText("");
    }
  }

  private final class Fetched implements FxJobs.Outcome<Retrieved> {
    @Override
    public void done(Retrieved here) {
      status.setText(text.get("pacs.fetched", here.images()));
      open.accept(here.folder());
    }

    @Override
    public void failed(Throwable cause) {
      PacsView.this.failed(cause);
    }

    @Override
    public void cancelled() {
      status.setText(text.get("pacs.cancelled"));
    }
  }

  /** Stops what runs; what has come of a study is kept for the next time. */
  public void stop() {
    jobs.cancelCurrent();
  }
}
