package im.stress.protocol.template;

import im.stress.channel.Endpoint;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The block {@code connect}: what a user asks a gateway of WebSocket for. Immutable.
 *
 * @param path null = that of the URL
 */
record ConnectSettings(
    Template path, Map<String, Template> query, Map<String, Template> headers, String subprotocol) {
  static final String KEY = "connect";
  private static final String PATH = "path";
  private static final String QUERY = "query";
  private static final String HEADERS = "headers";
  private static final String SUBPROTOCOL = "subprotocol";

  /** Reads and compiles it. */
  static ConnectSettings read(SettingsBlock template, Vocabulary vocabulary) {
    SettingsBlock connect = template.blockOrEmpty(KEY);
    connect.allowOnly(List.of(PATH, QUERY, HEADERS, SUBPROTOCOL));
    return new ConnectSettings(
        connect.value(PATH).isEmpty() ? null : path(connect, vocabulary),
        texts(connect.blockOrEmpty(QUERY), vocabulary),
        texts(connect.blockOrEmpty(HEADERS), vocabulary),
        connect.text(SUBPROTOCOL).orElse(""));
  }

  private static Template path(SettingsBlock connect, Vocabulary vocabulary) {
    String path = connect.text(PATH).orElse("");
    if (!path.startsWith("/")) {
      throw connect.error(PATH, "expected a path that begins with /, got \"" + path + '"');
    }
    if (path.contains("?")) {
      throw connect.error(PATH, "expected what follows ? under query, as in { key = value }");
    }
    return connect.checked(PATH, () -> new TextCompiler(vocabulary, Escape.URL).compile(path));
  }

  private static Map<String, Template> texts(SettingsBlock block, Vocabulary vocabulary) {
    Map<String, Template> texts = new LinkedHashMap<>();
    for (String name : new TreeSet<>(block.keys())) { // HOCON keeps no order
      block
          .scalar(name)
          .ifPresent(
              text ->
                  texts.put(
                      name,
                      block.checked(
                          name, () -> new TextCompiler(vocabulary, Escape.NONE).compile(text))));
    }
    return texts;
  }

  /** What one user asks for. */
  Endpoint endpoint(Outgoing user) {
    return new Endpoint(
        path == null ? "" : text(path, user),
        texts(query, user),
        texts(headers, user),
        subprotocol);
  }

  private static Map<String, String> texts(Map<String, Template> templates, Outgoing user) {
    Map<String, String> texts = new LinkedHashMap<>();
    templates.forEach((name, template) -> texts.put(name, text(template, user)));
    return texts;
  }

  private static String text(Template template, Outgoing user) {
    ByteBuf out = Unpooled.buffer();
    template.write(user, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
