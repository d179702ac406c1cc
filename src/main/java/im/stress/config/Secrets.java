package im.stress.config;

import java.util.regex.Pattern;

/** Keeps secrets out of what is written or shown. */
final class Secrets {
  /** What stands in the place of a secret. */
  static final String MASK = "***";

  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#\\s]*(?=@)");
  private static final Pattern QUERY =
      Pattern.compile("(?i)([?&][^=&#\\s]*(?:token|secret|password|key)[^=&#\\s]*=)[^&#,\\s]+");

  private Secrets() {}

  /** The text with the user-info of URLs, and query parameters that name a secret, masked. */
  static String masked(String text) {
    String withoutUserInfo = USER_INFO.matcher(text).replaceAll(MASK);
    return QUERY.matcher(withoutUserInfo).replaceAll("$1" + MASK);
  }
}
