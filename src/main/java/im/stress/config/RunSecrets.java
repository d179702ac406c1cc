package im.stress.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The secrets of one run, to be masked in what others say: a server may repeat what it was sent.
 * Safe on any thread.
 */
public final class RunSecrets {
  /** Shorter ones stand in many a word by chance, and are guessed anyway. */
  private static final int LEAST_CHARS = 4;

  private final List<String> secrets;

  private RunSecrets(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Those of a run with these settings. */
  public static RunSecrets of(StressSettings settings) {
    return new RunSecrets(
        longestFirst(
            Stream.concat(
                Stream.of(settings.login().token()),
                settings.target().urls().stream()
                    .flatMap(RunSecrets::ofUrl)
                    .flatMap(raw -> Stream.of(raw, decoded(raw))))));
  }

  /** One may be a part of another. */
  private static List<String> longestFirst(Stream<String> secrets) {
    return secrets
        .filter(secret -> secret.length() >= LEAST_CHARS)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
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

  /** These words without the secrets, nor these: those of one user. */
  public String masked(String words, Collection<String> ofUser) {
    return masked(without(words, longestFirst(ofUser.stream())));
  }

  /** These words without the secrets. */
  public String masked(String words) {
    return without(words, secrets);
  }

  private static String without(String words, List<String> secrets) {
    String masked = words;
    for (String secret : secrets) {
      masked = masked.replace(secret, Secrets.MASK);
    }
    return masked;
  }
}
