package im.stress.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.config.LoginSettings;
import im.stress.config.TlsSettings;
import im.stress.config.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Makes tokens by an HTTP call for each. Safe on any thread. */
final class TokenRequest implements TokenCall {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final TokenSettings.Request request;
  private final LoginSettings login;
  private final Duration timeout;

  /**
   * Calls as the settings have it.
   *
   * @param tls names own authorities to trust
   * @throws im.stress.config.SettingsException when their file can't be used
   */
  TokenRequest(
      TokenSettings.Request request, LoginSettings login, TlsSettings tls, Duration timeout) {
    this.client =
        HttpClient.newBuilder().connectTimeout(timeout).sslContext(TokenTrust.of(tls)).build();
    this.request = request;
    this.login = login;
    this.timeout = timeout;
  }

  @Override
  public String token(int user) throws TokenException, IOException, InterruptedException {
    HttpResponse<String> answer = answer(call(user));
    if (answer.statusCode() / 100 != 2) {
      throw new TokenException(
          "HTTP %d%s".formatted(answer.statusCode(), words(answer.body().strip())));
    }
    return request.token().matches() ? answer.body().strip() : within(answer.body());
  }

  private HttpRequest call(int user) throws TokenException {
    try {
      Map<String, String> headers = headers(user);
      HttpRequest.Builder call =
          HttpRequest.newBuilder(URI.create(request.url().of(values(user), TokenRequest::percent)));
      headers.forEach(call::header);
      String body = request.body().of(values(user), form(headers.get(CONTENT_TYPE)));
      return call.method(
              request.method(),
              body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
          .build();
    } catch (IllegalArgumentException e) {
      throw new TokenException("the values of the user make no HTTP request");
    }
  }

  private UnaryOperator<String> values(int user) {
    return name -> login.valueOf(name, user);
  }

  private Map<String, String> headers(int user) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (!request.body().text().isEmpty()) {
      headers.put(CONTENT_TYPE, "application/json");
    }
    request
        .headers()
        .forEach(
            (name, value) -> headers.put(name, value.of(values(user), UnaryOperator.identity())));
    return headers;
  }

  private static UnaryOperator<String> form(String contentType) {
    return contentType != null && contentType.startsWith(FORM)
        ? TokenRequest::percent
        : text -> new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The client's own limit ends with the headers of the answer; this one has the body within. */
  private HttpResponse<String> answer(HttpRequest call)
      throws TokenException, IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(call, BodyHandlers.ofString());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new TokenException("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException own ? own : new IOException(e.getCause());
    }
  }

  private String within(String body) throws TokenException {
    try {
      JsonNode token = JSON.readTree(body).at(request.token());
      if (token.isValueNode() && !token.isNull()) {
        return token.asText();
      }
      throw new TokenException("expected a token at %s, got none".formatted(request.token()));
    } catch (JsonProcessingException e) {
      throw new TokenException(
          "expected JSON with a token at %s, got none".formatted(request.token()));
    }
  }

  private static String words(String body) {
    return body.isEmpty() ? "" : " (" + body + ")";
  }
}
