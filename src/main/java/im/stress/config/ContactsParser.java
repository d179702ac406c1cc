package im.stress.config;

import im.stress.config.MessageSettings.Contacts;
import im.stress.config.MessageSettings.Contacts.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code pair}, {@code ring} and {@code friends(3)}. */
final class ContactsParser {
  /** Nine digits always fit an int. */
  private static final Pattern FRIENDS = Pattern.compile("friends\\(\\s*0*([1-9]\\d{0,8})\\s*\\)");

  private ContactsParser() {}

  static Contacts read(Setting setting) {
    String text = setting.isScalar() ? setting.text().strip() : "";
    Matcher friends = FRIENDS.matcher(text);
    if (friends.matches()) {
      return new Contacts(Kind.FRIENDS, Integer.parseInt(friends.group(1)));
    }
    return switch (text) {
      case "pair" -> Contacts.pair();
      case "ring" -> Contacts.ring();
      default -> throw setting.expected("pair, ring or friends(N) with N of 1 or more");
    };
  }
}
