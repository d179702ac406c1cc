package im.stress.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the tokens of users are made before the ramp.
 *
 * @param source what makes one
 * @param concurrency so many are made at a time
 * @param perSecond so many are begun in a second at most; 0 = without a limit
 * @param timeout limit for each
 */
public record TokenSettings(
    TokenSource source, int concurrency, double perSecond, Duration timeout) {

  /** What makes the token of a user. */
  public sealed interface TokenSource {}

  /**
   * {@code im.login.token-command}: run once for each user.
   *
   * @param words program and arguments
   */
  public record Command(List<TokenText> words) implements TokenSource {
    /** Copies its list. */
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * {@code im.login.token-request}: sent once for each user.
   *
   * @param headers by name
   * @param body empty = none
   * @param token where the token is in a JSON answer; empty pointer = the answer as it is
   */
  public record Request(
      String method,
      TokenText url,
      Map<String, TokenText> headers,
      TokenText body,
      JsonPointer token)
      implements TokenSource {
    /** Copies its map. */
    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /** Hides what may hold secrets. */
  @Override
  public String toString() {
    return "TokenSettings[%s, concurrency=%d, perSecond=%s, timeout=%s]"
        .formatted(source.getClass().getSimpleName(), concurrency, perSecond, timeout);
  }
}
