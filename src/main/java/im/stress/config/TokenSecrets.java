package im.stress.config;

import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may be a secret in the command or the call that makes tokens, without what is filled in for
 * a user.
 */
final class TokenSecrets {
  /** A text of JSON, and the colon after it where it is the name of a field. */
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"(\\s*:)?");

  /** What stands between the parts of an argument, such as of {@code -H "Key: VALUE"}. */
  private static final String BETWEEN = "[\\s\"'=:]+";

  private static final Pattern SHORT_OPTION = Pattern.compile("^-[^-]");

  /** A scheme, or the file of a script, which a failure should name. */
  private static final Pattern NAME =
      Pattern.compile("https?|[\\w./-]+\\.(sh|bash|py|js|mjs|rb|pl|jar)");

  private TokenSecrets() {}

  /** Headers of the call. */
  static Stream<String> ofHeaders(LoginSettings login) {
    return source(login, TokenSettings.Request.class)
        .flatMap(request -> request.headers().values().stream())
        .flatMap(TokenSecrets::ofHeader);
  }

  /**
   * What else the call or the command has. Some of it is words that others say as well, such as
   * {@code password}: only where it is about the making of tokens should they be masked.
   */
  static Stream<String> ofMaking(LoginSettings login) {
    // The first word is the program, which a failure should name.
    Stream<String> arguments =
        source(login, TokenSettings.Command.class)
            .flatMap(command -> command.words().stream().skip(1))
            .flatMap(TokenSecrets::ofArgument);
    return Stream.concat(
        arguments, source(login, TokenSettings.Request.class).flatMap(TokenSecrets::ofCall));
  }

  private static <T> Stream<T> source(LoginSettings login, Class<T> kind) {
    return login.made().map(TokenSettings::source).stream()
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private static Stream<String> ofCall(TokenSettings.Request request) {
    URI url = URI.create(request.url().of(name -> "x", value -> value));
    return Stream.concat(UrlSecrets.of(url), ofBody(request.body()));
  }

  /** As a whole, each part, and the value that follows a short option at once. */
  private static Stream<String> ofArgument(TokenText word) {
    return word.constants()
        .flatMap(
            text ->
                Stream.concat(
                    Stream.of(SHORT_OPTION.matcher(text).replaceFirst("")),
                    Arrays.stream(text.split(BETWEEN))))
        .filter(part -> !part.startsWith("-") && !NAME.matcher(part).matches());
  }

  /** As a whole, and what follows {@code Bearer}. */
  private static Stream<String> ofHeader(TokenText header) {
    return header
        .constants()
        .flatMap(text -> Stream.of(text, text.substring(text.lastIndexOf(' ') + 1)));
  }

  /** As a whole, its texts where it is JSON, its values where it is a form. */
  private static Stream<String> ofBody(TokenText body) {
    Stream<String> whole = body.isConstant() ? Stream.of(body.text()) : Stream.empty();
    Stream<String> parts =
        body.text().contains("\"")
            ? QUOTED
                .matcher(body.text())
                .results()
                .filter(found -> found.group(2) == null)
                .map(found -> found.group(1))
            : UrlSecrets.ofParameters(body.text());
    return Stream.concat(whole, parts.map(TokenText::new).flatMap(TokenText::constants));
  }
}
