package im.stress.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/** The templates below {@code report/}: text of servers can't become markup. Thread-safe. */
final class Templates {
  private static final String MARKDOWN = "markdown";

  private final PebbleTemplate template;

  private Templates(PebbleTemplate template) {
    this.template = template;
  }

  /** A template whose values are put into a page. */
  static Templates html(String name) {
    return new Templates(engine().build().getTemplate(name));
  }

  /** A template whose values are put into a Markdown table. */
  static Templates markdown(String name) {
    return new Templates(
        engine()
            .addEscapingStrategy(MARKDOWN, PlainText::markdownCell)
            .defaultEscapingStrategy(MARKDOWN)
            .build()
            .getTemplate(name));
  }

  private static PebbleEngine.Builder engine() {
    return new PebbleEngine.Builder()
        .loader(new ClasspathLoader(Templates.class.getClassLoader()))
        .strictVariables(true)
        .defaultLocale(Locale.ROOT);
  }

  /** The whole text; a value that the template names and the model lacks is an error. */
  String text(Map<String, Object> model) throws IOException {
    StringWriter text = new StringWriter();
    template.evaluate(text, model);
    return text.toString();
  }
}
