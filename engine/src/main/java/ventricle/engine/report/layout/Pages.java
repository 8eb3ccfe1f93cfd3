package ventricle.engine.report.layout;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Sets XHTML with CSS as the pages of a PDF, tagged and with embedded fonts. Every address in the
 * markup is the name of one of the resources given; nothing else is opened, on disk or on a net.
 */
public final class Pages {

  private static final String SCHEME = "report";
  private static final String BASE = SCHEME + ":/";

  private final List<Font> fonts;
  private final Map<String, byte[]> resources;

  /**
   * A weight of a family.
   *
   * @param weight 400 regular, 600 semi-bold
   * @param file TrueType
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Font(String family, int weight, byte[] file) {}

  /**
   * @param resources pictures and styles by the names that the markup uses
   */
  public Pages(List<Font> fonts, Map<String, byte[]> resources) {
    this.fonts = List.copyOf(fonts);
    this.resources = Map.copyOf(resources);
  }

  /**
   * Adds the pages to a document.
   *
   * @throws TemplateException when the markup is not well-formed XML
   */
  public void set(String markup, PDDocument document, String producer)
      throws TemplateException, IOException {
    XRLog.setLoggingEnabled(false); // its messages may quote what it sets
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .usePDDocument(document)
            .usePdfUaAccessibility(true)
            .withProducer(producer)
            .withW3cDocument(parse(markup), BASE)
            .useSVGDrawer(new VectorDrawer(serialiser()))
            .useUriResolver((base, uri) -> resolve(uri))
            .useProtocolsStreamImplementation(this::open, SCHEME, "http", "https", "file", "jar")
            .useExternalResourceAccessControl(
                (uri, type) -> resolve(uri) != null,
                ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
            .useExternalResourceAccessControl(
                (uri, type) -> resolve(uri) != null,
                ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    for (Font font : fonts) {
      builder.useFont(
          () -> new ByteArrayInputStream(font.file()),
          font.family(),
          font.weight(),
          FontStyle.NORMAL,
          true);
    }
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
    }
  }

  /** The address of a resource that was given, null for any other. */
  private @Nullable String resolve(String uri) {
    String name = uri.startsWith(BASE) ? uri.substring(BASE.length()) : uri;
    return resources.containsKey(name) ? BASE + name : null;
  }

  private FSStream open(String uri) {
    byte[] bytes = resources.getOrDefault(uri.replaceFirst("^" + BASE, ""), new byte[0]);
    return new FSStream() {
      @Override
      public InputStream getStream() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public Reader getReader() {
        return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
      }
    };
  }

  private static Document parse(String markup) throws TemplateException, IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(markup)));
    } catch (SAXParseException e) {
      throw new TemplateException("not well-formed in line " + e.getLineNumber());
    } catch (SAXException e) {
      throw new TemplateException("not well-formed");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the runtime cannot parse XML safely", e);
    }
  }

  private static Transformer serialiser() {
    try {
      TransformerFactory factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
      return factory.newTransformer();
    } catch (TransformerConfigurationException e) {
      throw new IllegalStateException("the runtime cannot write XML", e);
    }
  }
}
