package ventricle.engine.inference;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;

/**
 * The models of this computer: one folder per model with a {@code card.json}, looked up in several
 * places; a model hides those of the same id in later places.
 */
public final class ModelRepository {

  /** A model folder and what came of it. */
  public sealed interface Listing {
    Path folder();

    /** A model whose network matches its card. */
    record Usable(InstalledModel model) implements Listing {
      @Override
      public Path folder() {
        return model.folder();
      }
    }

    /**
     * A folder that is not used.
     *
     * @param cause one line naming the file
     */
    record Refused(Path folder, String cause) implements Listing {}
  }

  private final List<List<InstalledModel>> places;
  private final List<Listing.Refused> refused;

  private ModelRepository(List<List<InstalledModel>> places, List<Listing.Refused> refused) {
    this.places = places;
    this.refused = refused;
  }

  /**
   * Reads the cards below the given places; networks are not opened yet.
   *
   * @param places in order: {@code --models}, the user's folder, the installation; absent folders
   *     count as empty
   */
  public static ModelRepository of(List<Path> places) {
    List<List<InstalledModel>> found = new ArrayList<>();
    List<Listing.Refused> refused = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Path place : places) {
      List<InstalledModel> here = new ArrayList<>();
      for (Path folder : modelFolders(place, refused)) {
        try {
          ModelCard card = ModelCardReader.read(folder.resolve("card.json"));
          if (!folder.getFileName().toString().equals(card.id())) {
            throw new UnusableInputException(
                folder.resolve("card.json").toString(),
                "id is \"" + card.id() + "\", but the folder has another name");
          }
          if (seen.add(card.id())) {
            here.add(new InstalledModel(card, folder));
          } else {
            refused.add(
                new Listing.Refused(
                    folder, folder + ": hidden by the model of the same id found before it"));
          }
        } catch (UnusableInputException e) {
          refused.add(new Listing.Refused(folder, String.valueOf(e.getMessage())));
        }
      }
      found.add(List.copyOf(here));
    }
    return new ModelRepository(List.copyOf(found), List.copyOf(refused));
  }

  private static List<Path> modelFolders(Path place, List<Listing.Refused> refused) {
    List<Path> folders = new ArrayList<>();
    if (!Files.isDirectory(place)) {
      return folders;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry.resolve("card.json"))) {
          folders.add(entry);
        }
      }
    } catch (IOException e) {
      refused.add(new Listing.Refused(place, place + ": cannot be listed"));
    }
    folders.sort(null);
    return folders;
  }

  /** Every model folder found; verifies each network against its card, so it takes a moment. */
  public List<Listing> list() {
    List<Listing> all = new ArrayList<>();
    for (InstalledModel model : places.stream().flatMap(List::stream).toList()) {
      try {
        model.verify();
        all.add(new Listing.Usable(model));
      } catch (InferenceException e) {
        all.add(new Listing.Refused(model.folder(), String.valueOf(e.getMessage())));
      }
    }
    all.addAll(refused);
    return List.copyOf(all);
  }

  /** The model of an id, whatever its role. */
  public Optional<InstalledModel> find(String id) {
    return places.stream().flatMap(List::stream).filter(m -> m.card().id().equals(id)).findFirst();
  }

  /**
   * The model to use for a role: the one asked for, else the default of the first place that has
   * models of this role. Its network has been verified.
   *
   * @param id null: the default
   * @return empty when no place has a model of this role and none was asked for
   * @throws InferenceException when the one asked for does not exist or has another role, when a
   *     place has no default or several, or when the network is not the card's
   */
  public Optional<InstalledModel> select(ModelRole role, @Nullable String id)
      throws InferenceException {
    Optional<InstalledModel> chosen = id == null ? byDefault(role) : Optional.of(named(role, id));
    if (chosen.isPresent()) {
      chosen.get().verify();
    }
    return chosen;
  }

  private InstalledModel named(ModelRole role, String id) throws InferenceException {
    InstalledModel model =
        find(id)
            .orElseThrow(
                () ->
                    new InferenceException(
                        "there is no model \"%s\"; installed for this role: %s"
                            .formatted(id, idsOf(role))));
    if (model.card().role() != role) {
      throw new InferenceException(
          "model \"%s\" has the role %s, not %s"
              .formatted(id, model.card().role().text(), role.text()));
    }
    return model;
  }

  private String idsOf(ModelRole role) {
    String ids =
        places.stream()
            .flatMap(List::stream)
            .filter(m -> m.card().role() == role)
            .map(m -> m.card().id())
            .collect(Collectors.joining(", "));
    return ids.isEmpty() ? "none" : ids;
  }

  private Optional<InstalledModel> byDefault(ModelRole role) throws InferenceException {
    for (List<InstalledModel> place : places) {
      List<InstalledModel> ofRole = place.stream().filter(m -> m.card().role() == role).toList();
      List<InstalledModel> defaults = ofRole.stream().filter(m -> m.card().isDefault()).toList();
      if (defaults.size() > 1) {
        throw new InferenceException(
            "%s: several models claim to be the default of role %s: %s"
                .formatted(
                    defaults.getFirst().folder().getParent(),
                    role.text(),
                    defaults.stream().map(m -> m.card().id()).collect(Collectors.joining(", "))));
      }
      if (defaults.size() == 1) {
        return Optional.of(defaults.getFirst());
      }
    }
    if (!idsOf(role).equals("none")) {
      throw new InferenceException(
          "no model of role %s is marked as default; name one of: %s"
              .formatted(role.text(), idsOf(role)));
    }
    return Optional.empty();
  }

  /** Roles for which a model is installed, with the ids found. */
  public Map<ModelRole, List<String>> roles() {
    return places.stream()
        .flatMap(List::stream)
        .map(InstalledModel::card)
        .collect(
            Collectors.groupingBy(
                ModelCard::role,
                TreeMap::new,
                Collectors.mapping(ModelCard::id, Collectors.toList())));
  }
}
