package ventricle.engine.report.layout;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Markup with places to be filled, in the language of Mustache, which knows no logic but "where
 * there is" and "for each". What is filled in is escaped.
 */
public final class Template {

  /** Where a template and its parts come from. */
  @FunctionalInterface
  public interface Source {
    String markup(String name) throws TemplateException, IOException;
  }

  private final Source source;
  private final UnaryOperator<String> writable;

  /**
   * @param writable what is done to each text before it is escaped
   */
  public Template(Source source, UnaryOperator<String> writable) {
    this.source = source;
    this.writable = writable;
  }

  /**
   * Fills a template.
   *
   * @param name handed to the source, as the names of its parts are
   * @throws TemplateException when it asks for what there is not, or is broken
   */
  public String fill(String name, Map<String, Object> values)
      throws TemplateException, IOException {
    try {
      return Mustache.compiler()
          .emptyStringIsFalse(true)
          .nullValue("")
          .withLoader(part -> new StringReader(source.markup(part)))
          .withEscaper(text -> escape(writable.apply(text)))
          .compile(source.markup(name))
          .execute(values);
    } catch (MustacheException e) {
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
  }

  /** A text as it stands in markup, also in an attribute. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
