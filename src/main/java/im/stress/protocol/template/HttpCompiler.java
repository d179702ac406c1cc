package im.stress.protocol.template;

import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import im.stress.protocol.outbound.HttpTemplate;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compiles blocks {@code http}, which are requests in place of messages, and tries them. */
final class HttpCompiler {
  static final String KEY = "http";
  static final String FIELDS = "fields";
  private static final String METHOD = "method";
  private static final String URL = "url";
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /** A token of RFC 9110, section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** What the connection writes itself, or would break it. */
  private static final List<String> OF_CONNECTION =
      List.of("host", "content-length", "connection", "transfer-encoding");

  private final MessagePlan answers;
  private final HttpTarget.Place place;
  private final List<Outgoing> samples;

  /**
   * For the requests of a preset.
   *
   * @param answers what their answers are made of
   * @param place where requests may go
   * @param samples values to fill requests in with
   */
  HttpCompiler(MessagePlan answers, HttpTarget.Place place, List<Outgoing> samples) {
    this.answers = answers;
    this.place = place;
    this.samples = samples;
  }

  /**
   * A request, compiled.
   *
   * @param template what is sent
   * @param exchange where to, and what the answer means
   */
  record Request(HttpTemplate template, HttpExchange exchange) {}

  /** Whether what stands under a key is a request. */
  static boolean isRequest(SettingsBlock block, String key) {
    return block.isBlock(key) && block.blockOrEmpty(key).value(KEY).isPresent();
  }

  /** Whether users can say nothing but requests. */
  boolean isOnly() {
    return place.ownConnection();
  }

  /** What answers are made of. */
  MessagePlan answers() {
    return answers;
  }

  /**
   * Compiles the request in the block under a key.
   *
   * @param more keys that it may have besides
   */
  Request compile(SettingsBlock parent, String key, Vocabulary vocabulary, List<String> more) {
    SettingsBlock holder = parent.blockOrEmpty(key);
    holder.allowOnly(List.of(KEY));
    SettingsBlock block = holder.blockOrEmpty(KEY);
    List<String> known = new ArrayList<>(METHODS);
    known.addAll(
        List.of(
            METHOD,
            URL,
            HttpBody.HEADERS,
            HttpBody.BODY,
            FIELDS,
            AnswerCompiler.ACCEPT,
            AnswerCompiler.REFUSE,
            AnswerCompiler.REFUSE_JSON));
    known.addAll(more);
    block.allowOnly(known);
    String urlKey = urlKey(block);
    String method = method(block, urlKey);
    HttpTarget target = HttpTarget.of(block, urlKey, place, vocabulary);
    List<HttpTemplate.Header> headers = headers(block.blockOrEmpty(HttpBody.HEADERS), vocabulary);
    HttpBody form = HttpBody.of(block);
    Template body = form.compile(block, vocabulary);
    HttpTemplate template = new HttpTemplate(method, target.path(), headers, body);
    tryOut(holder, template, form);
    return new Request(template, exchange(block, target));
  }

  private static String urlKey(SettingsBlock block) {
    List<String> given = new ArrayList<>(METHODS);
    given.add(URL);
    given.removeIf(key -> block.value(key).isEmpty());
    if (given.size() != 1) {
      throw block.error(
          given.isEmpty() ? URL : given.get(1),
          "expected one of %s, or method and url, got %s"
              .formatted(
                  String.join(", ", METHODS),
                  given.isEmpty() ? "none" : String.join(" and ", given)));
    }
    return given.get(0);
  }

  private static String method(SettingsBlock block, String urlKey) {
    if (!urlKey.equals(URL)) {
      if (block.value(METHOD).isPresent()) {
        throw block.error(METHOD, "expected url beside it, got " + urlKey);
      }
      return urlKey.toUpperCase(Locale.ROOT);
    }
    String method = block.text(METHOD).orElse("");
    if (!TOKEN.matcher(method).matches()) {
      throw block.error(METHOD, "expected a method such as POST, got \"" + method + '"');
    }
    return method;
  }

  private static List<HttpTemplate.Header> headers(SettingsBlock block, Vocabulary vocabulary) {
    List<HttpTemplate.Header> headers = new ArrayList<>();
    for (String name : new TreeSet<>(block.keys())) { // HOCON keeps no order
      if (!TOKEN.matcher(name).matches()) {
        throw block.error(name, "expected a name of letters, digits and hyphens");
      }
      if (OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
        throw block.error(name, "expected other headers: the tool writes this one");
      }
      block.scalar(name).ifPresent(text -> headers.add(header(block, name, text, vocabulary)));
    }
    return headers;
  }

  private static HttpTemplate.Header header(
      SettingsBlock block, String name, String text, Vocabulary vocabulary) {
    if (text.isBlank()) {
      throw block.error(name, "expected a value, got none: null leaves the header out");
    }
    return new HttpTemplate.Header(
        name, block.checked(name, () -> new TextCompiler(vocabulary, Escape.NONE).compile(text)));
  }

  private HttpExchange exchange(SettingsBlock block, HttpTarget target) {
    SettingsBlock fields = block.blockOrEmpty(FIELDS);
    fields.allowOnly(List.of(Field.CODE.key(), Field.REASON.key()));
    Path code = path(fields, Field.CODE);
    return new HttpExchange(
        target.server(),
        AnswerCompiler.compileHttp(block, answers, code),
        AnswerCompiler.refuseJson(block, answers),
        answers.path(AnswerCompiler.STATUS),
        path(fields, Field.REASON));
  }

  private Path path(SettingsBlock fields, Field field) {
    return fields
        .text(field.key())
        .map(text -> fields.checked(field.key(), () -> answers.path(text)))
        .orElse(null);
  }

  /** Errors show no values: one may be the token. */
  private void tryOut(SettingsBlock holder, HttpTemplate template, HttpBody form) {
    for (Outgoing sample : samples) {
      holder.checked(
          KEY,
          () -> {
            template.write(sample, Unpooled.buffer());
            return template;
          });
      form.requireGood(holder.blockOrEmpty(KEY), template.body(), sample);
    }
  }
}
