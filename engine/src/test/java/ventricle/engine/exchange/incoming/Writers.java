package ventricle.engine.exchange.incoming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;

/** Files as cvi42 and Medis write them, with a person's name in their heads. */
public final class Writers {

  public static final String NAME = "Zzyzx^Planted";

  private Writers() {}

  private static String cviName(Structure structure) {
    return switch (structure) {
      case LV_ENDO -> "saendocardialContour";
      case LV_EPI -> "saepicardialContour";
      case RV_ENDO -> "sarvendocardialContour";
      case LV_PAPILLARY -> "sapapilMuscContour";
    };
  }

  /**
   * A workspace of cvi42.
   *
   * @param subpixel points are whole numbers of this part of a pixel
   */
  public static Path cvi42(
      Path file, CineStack stack, SortedMap<ContourKey, Contour> contours, int subpixel)
      throws IOException {
    Map<String, List<String>> images = new LinkedHashMap<>();
    contours.forEach(
        (key, c) ->
            images
                .computeIfAbsent(
                    stack.frame(key.frame()).orElseThrow().source().sopInstanceUid(),
                    u -> new ArrayList<>())
                .add(cvi42(cviName(key.structure()), c, subpixel)));
    StringBuilder xml = new StringBuilder();
    xml.append(
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
        <Workspace:Workspace xmlns:Workspace="http://www.circlecvi.com/cvi42/Workspace/"
          xmlns:Hash="http://www.circlecvi.com/cvi42/Workspace/Hash/"
          xmlns:List="http://www.circlecvi.com/cvi42/Workspace/List/"
          xmlns:Point="http://www.circlecvi.com/cvi42/Workspace/Point/">
        <Hash:item Hash:key="OwnerUserName" Hash:type="QString">%s</Hash:item>
        <Hash:item Hash:key="StudyMap"><Hash:item Hash:key="ImageStates" Hash:count="%d">
        """
            .formatted(NAME, images.size()));
    images.forEach(
        (uid, parts) ->
            xml.append("<Hash:item Hash:key=\"%s\">".formatted(uid))
                .append("<Hash:item Hash:key=\"Contours\">")
                .append(String.join("", parts))
                .append("</Hash:item><!--end of Contours--></Hash:item>\n"));
    xml.append("</Hash:item><!--end of ImageStates--></Hash:item></Workspace:Workspace>\n");
    return Files.writeString(file, xml);
  }

  private static String cvi42(String name, Contour c, int subpixel) {
    StringBuilder xml = new StringBuilder();
    xml.append("<Hash:item Hash:key=\"%s\"><Hash:item Hash:key=\"Points\">".formatted(name));
    for (int i = 0; i < c.size(); i++) {
      xml.append(
          "<List:item><Point:x>%d</Point:x><Point:y>%d</Point:y></List:item>"
              .formatted(Math.round(c.x(i) * subpixel), Math.round(c.y(i) * subpixel)));
    }
    return xml.append("</Hash:item><Hash:item Hash:key=\"SubpixelResolution\">")
        .append(subpixel)
        .append("</Hash:item></Hash:item>")
        .toString();
  }

  /** A contour file of Medis; slices from the apex when {@code reversed}. */
  public static Path medis(
      Path file, CineStack stack, SortedMap<ContourKey, Contour> contours, boolean reversed)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("[VERSION]\n12.0\nPatient_name=").append(NAME).append("\nStudy_id=P77\n");
    contours.forEach(
        (key, c) -> {
          if (key.structure() == Structure.LV_PAPILLARY) {
            return;
          }
          int slice = key.frame().slice();
          text.append("[XYCONTOUR]\n")
              .append(reversed ? stack.sliceCount() - 1 - slice : slice)
              .append(' ')
              .append(key.frame().phase())
              .append(
                  switch (key.structure()) {
                    case LV_ENDO -> " 0";
                    case LV_EPI -> " 1";
                    default -> " 5";
                  })
              .append("  1.0\n")
              .append(c.size())
              .append('\n');
          for (int i = 0; i < c.size(); i++) {
            text.append(String.format(Locale.ROOT, "%.2f %.2f%n", c.x(i), c.y(i)));
          }
          text.append("103\n0 0\n");
        });
    return Files.writeString(file, text.append("[POINT]\n"));
  }
}
