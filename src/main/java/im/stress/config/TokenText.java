package im.stress.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with values of a user in it: <code>${uid}</code>, and <code>${user.NAME}</code> of a
 * column.
 */
public record TokenText(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  static final String COLUMN = "user.";

  /**
   * A text of these settings.
   *
   * @throws SettingsException when it has a variable that is not known
   */
  static TokenText of(Setting setting, String text, UserColumns columns) {
    VARIABLE.matcher(text).results().forEach(found -> check(setting, found.group(1), columns));
    return new TokenText(text);
  }

  private static void check(Setting setting, String variable, UserColumns columns) {
    if (variable.startsWith(COLUMN)) {
      columns.require(variable.substring(COLUMN.length()), setting.name());
    } else if (!variable.equals(UserColumns.UID)) {
      throw setting.rejected("expected ${uid} or ${user.NAME}, got ${" + variable + "}");
    }
  }

  /** What stands before, between and after the variables. */
  Stream<String> constants() {
    return VARIABLE.splitAsStream(text);
  }

  /** Whether it is the same for all users. */
  boolean isConstant() {
    return !VARIABLE.matcher(text).find();
  }

  /**
   * The text for one user.
   *
   * @param values of the user, by variable: <code>uid</code> or <code>user.NAME</code>
   * @param form that the place of a value needs
   */
  public String of(UnaryOperator<String> values, UnaryOperator<String> form) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(form.apply(values.apply(found.group(1)))));
  }
}
