package im.stress.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code im.login}. */
final class LoginMapper {
  static final String TOKEN_FILE = "im.login.token-file";

  private static final String UID = "im.login.uid";

  private final SettingsReader in;
  private final Optional<UserColumns> known;

  /**
   * Reads with this.
   *
   * @param known values of the users, tokens that were made included; empty = the files have them
   */
  LoginMapper(SettingsReader in, Optional<UserColumns> known) {
    this.in = in;
    this.known = known;
  }

  LoginSettings map() {
    UserColumns columns = known.orElseGet(this::columns);
    Optional<TokenSettings> made = new TokenMapper(in, columns).map();
    if (made.isPresent() && known.isEmpty() && columns.column(UserColumns.TOKEN) >= 0) {
      throw new SettingsException(
          "%s, %s: expected neither, since users have tokens by %s or %s"
              .formatted(TokenMapper.COMMAND, TokenMapper.REQUEST, TOKEN_FILE, UsersFile.KEY));
    }
    return new LoginSettings(
        pattern(),
        in.rawText(Secrets.TOKEN),
        columns,
        made,
        in.positiveTime("im.login.timeout", Times.LONGEST));
  }

  private UidPattern pattern() {
    long first = in.wholeLong("im.login.uid-first", "", 0, Long.MAX_VALUE - Integer.MAX_VALUE);
    if (!in.isGiven(UID)) {
      return new UidPattern(in.rawText("im.login.uid-prefix"), first, "");
    }
    String pattern = in.rawText(UID);
    if (!UidPattern.isOne(pattern)) {
      throw in.setting(UID).expected("a text with ${n} once, such as u${n}");
    }
    return UidPattern.of(pattern, first);
  }

  private UserColumns columns() {
    int users = in.whole("im.users", 1);
    long first = (long) in.whole("im.machine.id", 0) * users;
    if (first + users > Integer.MAX_VALUE) {
      // Another check says so, and no file could be long enough.
      return UserColumns.NONE;
    }
    UserColumns listed =
        in.isGiven(UsersFile.KEY)
            ? UsersFile.read(in.setting(UsersFile.KEY), (int) first, users)
            : UserColumns.NONE;
    return in.isGiven(TOKEN_FILE) ? withTokens(listed, (int) first, users) : listed;
  }

  private UserColumns withTokens(UserColumns listed, int first, int users) {
    if (listed.column(UserColumns.TOKEN) >= 0) {
      throw in.setting(TOKEN_FILE)
          .rejected("expected none, since the file of %s has tokens".formatted(UsersFile.KEY));
    }
    List<String> lines = lines();
    if (lines.size() < first + users) {
      throw in.setting(TOKEN_FILE)
          .expected(
              "a file of %d lines or more, one for each user up to the last one of this machine"
                  .formatted(first + users),
              "%d lines".formatted(lines.size()));
    }
    return listed.with(UserColumns.TOKEN, first, lines.subList(first, first + users));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(Path.of(in.text(TOKEN_FILE)));
    } catch (IOException | IllegalArgumentException e) {
      throw in.setting(TOKEN_FILE).expected("a readable file in UTF-8 with a token in each line");
    }
  }
}
