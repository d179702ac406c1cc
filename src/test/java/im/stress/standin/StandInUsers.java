package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The users that all stand-ins know: u0, u1, u2 and so on, with tokens and passwords that follow
 * from the name. Tokens of servers that want a JWT are signed with a key of the tests.
 */
public final class StandInUsers {
  private static final byte[] KEY = "key of the tests' tokens".getBytes(UTF_8);

  /** 2100-01-01: no token of a test ends. */
  private static final long EXPIRES_SECONDS = 4_102_444_800L;

  private StandInUsers() {}

  /** Whether there is such a user. */
  static boolean known(String uid) {
    return uid.matches("u[0-9]+");
  }

  /** The id that a server with ids of its own gave this user: usr7 for u7. */
  public static String idOf(String uid) {
    return "usr" + uid.substring(1);
  }

  /** The user with this id; empty = none. */
  static String byId(String id) {
    return id.matches("usr[0-9]+") ? "u" + id.substring(3) : "";
  }

  /** This user's token, where tokens are opaque. */
  public static String tokenOf(String uid) {
    return "token-of-" + uid;
  }

  /** This user's password. */
  public static String secretOf(String uid) {
    return "secret-of-" + uid;
  }

  /** This user's token for Centrifugo: a JWT, HS256, with the user in {@code sub}. */
  public static String jwtOf(String uid) {
    return jwt(Json.object("sub", uid, "exp", EXPIRES_SECONDS));
  }

  /** This user's token for OpenIM: a JWT with {@code UserID} and {@code PlatformID}. */
  public static String openImTokenOf(String uid, int platform) {
    return jwt(Json.object("UserID", uid, "PlatformID", platform, "exp", EXPIRES_SECONDS));
  }

  private static String jwt(ObjectNode claims) {
    String head = base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    String signed = head + "." + base64Url(claims.toString().getBytes(UTF_8));
    return signed + "." + base64Url(signature(signed));
  }

  /** What a JWT claims, when it is signed with the tests' key; absent = it isn't, or is no JWT. */
  static Optional<JsonNode> claims(String jwt) {
    int end = jwt.lastIndexOf('.');
    int middle = jwt.indexOf('.');
    if (middle < 0
        || middle == end
        || !base64Url(signature(jwt.substring(0, end))).equals(jwt.substring(end + 1))) {
      return Optional.empty();
    }
    byte[] claims = Base64.getUrlDecoder().decode(jwt.substring(middle + 1, end));
    return Optional.of(Json.read(new String(claims, UTF_8)));
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return mac.doFinal(signed.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256: every Java has it", e);
    }
  }

  /** SHA-256 of a text in lower-case hex. */
  static String sha256Hex(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256: every Java has it", e);
    }
  }
}
