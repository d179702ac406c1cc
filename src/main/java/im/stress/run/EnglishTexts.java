package im.stress.run;

import java.util.Map;

/**
 * Makes the system tell a child process in English what went wrong, whatever the user's language.
 */
final class EnglishTexts {
  private EnglishTexts() {}

  /**
   * Changes the variables of a child. {@code LC_ALL=C} would be simpler, but a JVM with it can't
   * read a path or an argument with other characters than ASCII: so only the language of messages
   * is changed, and what {@code LC_ALL} said for everything is said for everything else (POSIX,
   * environment variables: LC_ALL wins over LC_MESSAGES, and both over LANG).
   */
  static void in(Map<String, String> environment) {
    String all = environment.getOrDefault("LC_ALL", "");
    environment.remove("LC_ALL");
    if (!all.isEmpty()) {
      environment.put("LANG", all);
      environment.put("LC_CTYPE", all);
    }
    environment.put("LC_MESSAGES", "C");
  }
}
