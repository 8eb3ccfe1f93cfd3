package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ventricle.engine.domain.Study.LeftOut;
import ventricle.engine.domain.UnusableInputException;

/** Collects files that are not used; those of one series with one cause make one entry. */
final class LeftOutFiles {

  private record Group(String series, String cause) {}

  private final Map<Group, Set<String>> files = new LinkedHashMap<>();

  LeftOutFiles(List<LeftOut> first) {
    first.forEach(f -> add(f, f.file()));
  }

  void add(LeftOut file, String series) {
    String group = series.isEmpty() ? file.file() : series;
    files
        .computeIfAbsent(new Group(group, file.cause()), g -> new LinkedHashSet<>())
        .add(file.file());
  }

  void addAll(List<FrameHeader> images, String cause) {
    images.forEach(f -> add(new LeftOut(f.file().label(), cause), f.acquisitionGroup()));
  }

  List<LeftOut> list() {
    List<LeftOut> list = new ArrayList<>();
    files.forEach(
        (group, names) -> {
          String first = names.iterator().next();
          list.add(
              new LeftOut(
                  names.size() == 1
                      ? first
                      : "%s and %d more of its series".formatted(first, names.size() - 1),
                  group.cause()));
        });
    return list;
  }

  /** What to say when none of the files can be used: the one cause, or the first of several. */
  UnusableInputException nothingUsable(String input, int count) {
    LeftOut first = list().getFirst();
    if (count == 1) {
      return new UnusableInputException(first.file(), first.cause());
    }
    return new UnusableInputException(
        input,
        "none of its %d files can be used; %s: %s".formatted(count, first.file(), first.cause()));
  }

  static LeftOut entry(String file, UnusableInputException e) {
    return new LeftOut(file, e.why());
  }
}
