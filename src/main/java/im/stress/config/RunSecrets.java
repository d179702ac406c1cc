package im.stress.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
    Stream<String> ofUrls = settings.target().urls().stream().flatMap(UrlSecrets::of);
    return new RunSecrets(
        worthMasking(
            Stream.of(
                    Stream.of(
                        settings.login().token(), settings.connection().tls().clientKeyPassword()),
                    ofUrls,
                    TokenSecrets.ofHeaders(settings.login()))
                .flatMap(Function.identity())),
        settings.login());
  }

  /** These, and what is secret where tokens are made: arguments, and the body of a call. */
  public RunSecrets andOfTokenMaking() {
    return new RunSecrets(
        worthMasking(Stream.concat(secrets.stream(), TokenSecrets.ofMaking(login))), login);
  }

  private static List<String> worthMasking(Stream<String> secrets) {
    return secrets
        .filter(secret -> secret.length() >= LEAST_CHARS)
        .distinct()
        // The longest first: one may be a part of another.
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
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
