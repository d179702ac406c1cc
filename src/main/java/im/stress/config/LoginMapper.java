package im.stress.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code im.login}. */
final class LoginMapper {
  static final String TOKEN_FILE = "im.login.token-file";

  private final SettingsReader in;

  LoginMapper(SettingsReader in) {
    this.in = in;
  }

  LoginSettings map() {
    return new LoginSettings(
        in.rawText("im.login.uid-prefix"),
        in.wholeLong("im.login.uid-first", "", 0, Long.MAX_VALUE - Integer.MAX_VALUE),
        in.rawText(Secrets.TOKEN),
        tokens(),
        in.positiveTime("im.login.timeout", Times.LONGEST));
  }

  private List<String> tokens() {
    if (!in.isGiven(TOKEN_FILE)) {
      return List.of();
    }
    try {
      return Files.readAllLines(Path.of(in.text(TOKEN_FILE)));
    } catch (IOException | IllegalArgumentException e) {
      throw in.setting(TOKEN_FILE).expected("a readable file in UTF-8 with a token in each line");
    }
  }
}
