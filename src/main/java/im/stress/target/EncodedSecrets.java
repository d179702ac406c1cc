package im.stress.target;

import im.stress.config.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Masks base64 in which a secret stands, such as {@code user:password}: whoever has it logs in. */
final class EncodedSecrets {
  /** Of both alphabets (RFC 4648 sections 4 and 5); fewer letters hold no secret worth masking. */
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

  /** As {@link im.stress.config.RunSecrets} has it: shorter ones are found by chance. */
  private static final int LEAST_CHARS = 4;

  /** Three bytes are four letters. */
  private static final int GROUP = 4;

  /** A character for each byte. */
  private final List<String> secrets;

  EncodedSecrets(Stream<String> secrets) {
    this.secrets =
        secrets
            .filter(secret -> secret.length() >= LEAST_CHARS)
            .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
            .distinct()
            .toList();
  }

  /** The text without such base64. */
  String masked(String text) {
    return LETTERS
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    holdsSecret(found.group()) ? Secrets.MASK : found.group()));
  }

  /** What stands before the base64 may look like letters of it, such as a length in one byte. */
  private boolean holdsSecret(String letters) {
    String standard = letters.replace('-', '+').replace('_', '/').replace("=", "");
    for (int start = 0; start < GROUP; start++) {
      String decoded = decoded(standard.substring(start));
      if (secrets.stream().anyMatch(decoded::contains)) {
        return true;
      }
    }
    return false;
  }

  /** One letter that is left over holds no byte. */
  private static String decoded(String letters) {
    int end = letters.length() % GROUP == 1 ? letters.length() - 1 : letters.length();
    byte[] bytes = Base64.getDecoder().decode(letters.substring(0, end));
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
