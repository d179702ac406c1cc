package im.stress.protocol.template;

import im.stress.channel.Endpoint;
import im.stress.config.LoginSettings;
import im.stress.config.UserColumns;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import im.stress.text.OneLine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The block {@code connect}: what a user asks a gateway of WebSocket for. Immutable.
 *
 * @param path null = that of the URL
 * @param subprotocol null = none
 */
record ConnectSettings(
    Template path,
    Map<String, Template> query,
    Map<String, Template> headers,
    Template subprotocol) {
  static final String KEY = "connect";
  private static final String PATH = "path";
  private static final String QUERY = "query";
  private static final String HEADERS = "headers";
  private static final String SUBPROTOCOL = "subprotocol";

  /** Nothing is captured before a connection is made. */
  static final byte[][] NO_VALUES = {};

  /** Reads and compiles it. */
  static ConnectSettings read(SettingsBlock template, Vocabulary vocabulary) {
    SettingsBlock connect = template.blockOrEmpty(KEY);
    connect.allowOnly(List.of(PATH, QUERY, HEADERS, SUBPROTOCOL));
    return new ConnectSettings(
        connect.value(PATH).isEmpty() ? null : path(connect, vocabulary),
        texts(connect.blockOrEmpty(QUERY), vocabulary),
        texts(connect.blockOrEmpty(HEADERS), vocabulary),
        connect
            .text(SUBPROTOCOL)
            .map(text -> plain(connect, SUBPROTOCOL, text, vocabulary))
            .orElse(null));
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
      block.scalar(name).ifPresent(text -> texts.put(name, plain(block, name, text, vocabulary)));
    }
    return texts;
  }

  private static Template plain(
      SettingsBlock block, String key, String text, Vocabulary vocabulary) {
    return block.checked(key, () -> new TextCompiler(vocabulary, Escape.NONE).compile(text));
  }

  /**
   * Refuses what no request of HTTP can carry. Of all listed users the headers are looked at: one
   * that can't be sent would end its user in the middle of the ramp. Errors show no value: it may
   * be the token.
   *
   * @param samples other users
   */
  void require(SettingsBlock template, List<Outgoing> samples, LoginSettings login) {
    SettingsBlock connect = template.blockOrEmpty(KEY);
    UserColumns columns = login.columns();
    Outgoing user = new Outgoing();
    ByteBuf room = Unpooled.buffer();
    for (int row = 0; row < columns.users(); row++) {
      user.of(columns.firstUser() + row, NO_VALUES, 0);
      if (!isPrintable(user, room)) {
        require(connect, user, " (user " + OneLine.of(login.uid(user.user())) + ")");
      }
    }
    samples.forEach(sample -> require(connect, sample, ""));
  }

  private void require(SettingsBlock connect, Outgoing user, String who) {
    if (path != null) {
      String text = text(path, user);
      require(connect, PATH, who, () -> new Endpoint(text, Map.of(), Map.of(), ""));
    }
    SettingsBlock block = connect.blockOrEmpty(HEADERS);
    texts(headers, user)
        .forEach(
            (name, text) ->
                require(
                    block, name, who, () -> new Endpoint("", Map.of(), Map.of(name, text), "")));
    if (subprotocol != null) {
      String text = text(subprotocol, user);
      require(connect, SUBPROTOCOL, who, () -> new Endpoint("", Map.of(), Map.of(), text));
    }
  }

  private static void require(
      SettingsBlock block, String key, String who, Supplier<Endpoint> request) {
    block.checked(
        key,
        () -> {
          try {
            return request.get();
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + who, e);
          }
        });
  }

  private boolean isPrintable(Outgoing user, ByteBuf room) {
    for (Template header : headers.values()) {
      if (!isPrintable(header, user, room)) {
        return false;
      }
    }
    return subprotocol == null || isPrintable(subprotocol, user, room);
  }

  private static boolean isPrintable(Template template, Outgoing user, ByteBuf room) {
    template.write(user, room.clear());
    return room.forEachByte(octet -> octet == '\t' || (octet >= ' ' && octet <= '~')) < 0;
  }

  /** What one user asks for. */
  Endpoint endpoint(Outgoing user) {
    return new Endpoint(
        path == null ? "" : text(path, user),
        texts(query, user),
        texts(headers, user),
        subprotocol == null ? "" : text(subprotocol, user));
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
