package im.stress.config;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The secrets of one run, to be masked in what others say: a server may repeat what it was sent.
 * Safe on any thread.
 */
public final class RunSecrets {
  /** Shorter ones stand in many a word by chance, and are guessed anyway. */
  private static final int LEAST_CHARS = 4;

  private final List<String> secrets;
  private final LoginSettings login;

  private RunSecrets(List<String> secrets, LoginSettings login) {
    this.secrets = secrets;
    this.login = login;
  }

  /** Those of a run with these settings. */
  public static RunSecrets of(StressSettings settings) {
    Stream<String> ofUrls =
        settings.target().urls().stream()
            .flatMap(RunSecrets::ofUrl)
            .flatMap(raw -> Stream.of(raw, decoded(raw)));
    return new RunSecrets(
        worthMasking(
            Stream.of(
                    Stream.of(
                        settings.login().token(), settings.connection().tls().clientKeyPassword()),
                    ofUrls,
                    ofTokens(settings.login()))
                .flatMap(Function.identity())),
        settings.login());
  }

  private static List<String> worthMasking(Stream<String> secrets) {
    return secrets
        .filter(secret -> secret.length() >= LEAST_CHARS)
        .distinct()
        // The longest first: one may be a part of another.
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** Headers of the call that makes tokens: each as a whole, and what follows {@code Bearer}. */
  private static Stream<String> ofTokens(LoginSettings login) {
    return login.made().map(TokenSettings::source).stream()
        .filter(TokenSettings.Request.class::isInstance)
        .flatMap(source -> ((TokenSettings.Request) source).headers().values().stream())
        .map(TokenText::text)
        .flatMap(header -> Stream.of(header, header.substring(header.lastIndexOf(' ') + 1)));
  }

  /** The whole user-info, the password in it, and the value of each parameter of the query. */
  private static Stream<String> ofUrl(URI url) {
    String userInfo = Objects.requireNonNullElse(url.getRawUserInfo(), "");
    String query = Objects.requireNonNullElse(url.getRawQuery(), "");
    return Stream.concat(
        Stream.of(userInfo, after(':', userInfo)),
        Arrays.stream(query.split("&")).map(parameter -> after('=', parameter)));
  }

  private static String after(char separator, String text) {
    return text.substring(text.indexOf(separator) + 1);
  }

  /** Percent-encoding alone: a plus sign is one (RFC 3986, section 2.1). */
  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * These words without the secrets, nor those of this user: any value of its own but the uid, as
   * it is and percent-encoded.
   */
  public String masked(String words, int user) {
    return masked(words, user, List.of());
  }

  /**
   * These words without the secrets, nor those of this user: any value of its own but the uid, as
   * it is and percent-encoded, and these, which it sent as well.
   */
  public String masked(String words, int user, Collection<String> sent) {
    return and(user, sent).masked(words);
  }

  /** These secrets and those of this user, with what it sent: a short one may be part of a long. */
  public RunSecrets and(int user, Collection<String> sent) {
    Stream<String> ofIt = Stream.concat(ofUser(user), sent.stream());
    return new RunSecrets(worthMasking(Stream.concat(secrets.stream(), ofIt)), login);
  }

  private Stream<String> ofUser(int user) {
    UserColumns columns = login.columns();
    return !columns.has(user)
        ? Stream.empty()
        : IntStream.range(0, columns.names().size())
            .filter(column -> !columns.names().get(column).equals(UserColumns.UID))
            .mapToObj(column -> columns.value(user, column))
            .flatMap(value -> Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)));
  }

  /** These words without the secrets. */
  public String masked(String words) {
    return masked(words, secrets);
  }

  private static String masked(String words, List<String> secrets) {
    String masked = words;
    for (String secret : secrets) {
      masked = masked.replace(secret, Secrets.MASK);
    }
    return masked;
  }
}
