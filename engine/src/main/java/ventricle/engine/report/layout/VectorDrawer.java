package ventricle.engine.report.layout;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.List;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Draws SVG through JSVG, which runs no scripts; nothing outside the drawing is loaded. */
final class VectorDrawer implements SVGDrawer {

  private static final double DEFAULT_SIDE = 150;

  private final Transformer serialiser;

  VectorDrawer(Transformer serialiser) {
    this.serialiser = serialiser;
    serialiser.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> rules, SharedContext shared) {
    // words in drawings are set as HTML over them
  }

  @Override
  public void addFontFile(
      File file, String family, @Nullable Integer weight, @Nullable FontStyle style) {
    // likewise
  }

  @Override
  public SVGImage buildSVGImage(
      Element element,
      Box box,
      CssContext context,
      double cssWidth,
      double cssHeight,
      double dotsPerPixel) {
    @Nullable SVGDocument drawing = load(element);
    FloatSize own = drawing == null ? new FloatSize(0, 0) : drawing.size();
    double width = cssWidth >= 0 ? cssWidth : side(own.width) * dotsPerPixel;
    double height = cssHeight >= 0 ? cssHeight : side(own.height) * dotsPerPixel;
    if (own.width > 0 && own.height > 0) {
      if (cssWidth >= 0 && cssHeight < 0) {
        height = width * own.height / own.width;
      } else if (cssHeight >= 0 && cssWidth < 0) {
        width = height * own.width / own.height;
      }
    }
    return new Drawing(drawing, width, height);
  }

  private static double side(float own) {
    return own > 0 ? own : DEFAULT_SIDE;
  }

  /** The drawing, null for one that JSVG cannot read: nothing is drawn then. */
  private @Nullable SVGDocument load(Element element) {
    try {
      ByteArrayOutputStream xml = new ByteArrayOutputStream();
      serialiser.transform(new DOMSource(element), new StreamResult(xml));
      return new SVGLoader()
          .load(
              new ByteArrayInputStream(xml.toByteArray()),
              null,
              LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_ALL).build());
    } catch (TransformerException e) {
      return null;
    }
  }

  @Override
  public void close() {}

  /** A drawing in its place, measured in the device's dots. */
  private record Drawing(@Nullable SVGDocument document, double width, double height)
      implements SVGImage {

    @Override
    public int getIntrinsicWidth() {
      return (int) Math.round(width);
    }

    @Override
    public int getIntrinsicHeight() {
      return (int) Math.round(height);
    }

    @Override
    public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
      SVGDocument drawing = document;
      if (drawing == null || width < 1 || height < 1) {
        return;
      }
      double scale = context.getDotsPerPixel();
      float wide = (float) (width / scale);
      float high = (float) (height / scale);
      device.drawWithGraphics(
          (float) x,
          (float) y,
          wide,
          high,
          graphics ->
              drawing.renderWithPlatform(
                  NullPlatformSupport.INSTANCE, graphics, new ViewBox(wide, high)));
    }
  }
}
