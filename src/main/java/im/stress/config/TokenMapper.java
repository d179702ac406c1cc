package im.stress.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.typesafe.config.ConfigValue;
import im.stress.config.TokenSettings.Command;
import im.stress.config.TokenSettings.Request;
import im.stress.config.TokenSettings.TokenSource;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code im.login.token-command} and {@code im.login.token-request}. */
final class TokenMapper {
  static final String COMMAND = Secrets.TOKEN_COMMAND;
  static final String REQUEST = Secrets.TOKEN_REQUEST;
  static final String URL = REQUEST + ".url";

  private static final String HEADERS = REQUEST + ".headers";
  private static final String POINTER = REQUEST + ".token";

  /** More would be a load test of its own. */
  private static final int MOST_AT_A_TIME = 1_000;

  private final SettingsReader in;
  private final UserColumns columns;

  TokenMapper(SettingsReader in, UserColumns columns) {
    this.in = in;
    this.columns = columns;
  }

  /** Empty = tokens are not made. */
  Optional<TokenSettings> map() {
    List<String> words = in.texts(COMMAND);
    boolean asks = in.isGiven(URL);
    if (!words.isEmpty() && asks) {
      throw in.setting(URL).rejected("expected none, since %s makes the tokens".formatted(COMMAND));
    }
    if (words.isEmpty() && !asks) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenSettings(
            asks ? request() : command(words),
            in.whole("im.login.token-concurrency", 1, MOST_AT_A_TIME),
            rate(),
            in.positiveTime("im.login.token-timeout", Times.LONGEST)));
  }

  private double rate() {
    return Double.parseDouble(
        in.text("im.login.token-rate", "\\d{1,9}(\\.\\d{1,9})?", "a number of 0 or more"));
  }

  private TokenSource command(List<String> words) {
    return new Command(
        words.stream().map(word -> TokenText.of(in.setting(COMMAND), word, columns)).toList());
  }

  private TokenSource request() {
    return new Request(
        in.text(REQUEST + ".method", "[A-Z]+", "a method of HTTP, such as POST"),
        url(),
        headers(),
        text(REQUEST + ".body", in.rawText(REQUEST + ".body")),
        pointer());
  }

  private TokenText url() {
    TokenText url = text(URL, in.text(URL));
    try {
      URI example = URI.create(url.text().replaceAll("\\$\\{[^}]*}", "x"));
      if (example.getHost() != null && String.valueOf(example.getScheme()).matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw in.setting(URL).expected("a URL http:// or https:// with a host");
    }
    throw in.setting(URL).expected("a URL http:// or https:// with a host");
  }

  private Map<String, TokenText> headers() {
    Map<String, TokenText> headers = new HashMap<>();
    for (Map.Entry<String, ConfigValue> header : in.block(HEADERS).root().entrySet()) {
      Setting setting = new Setting(HEADERS + "." + header.getKey(), header.getValue());
      if (!setting.isScalar()) {
        throw setting.expected("a text");
      }
      headers.put(header.getKey(), TokenText.of(setting, setting.text(), columns));
    }
    return headers;
  }

  private JsonPointer pointer() {
    try {
      return JsonPointer.compile(in.text(POINTER));
    } catch (IllegalArgumentException e) {
      throw in.setting(POINTER).expected("a JSON pointer such as /data/token, or nothing");
    }
  }

  private TokenText text(String key, String text) {
    return TokenText.of(in.setting(key), text, columns);
  }
}
