package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import im.stress.config.LoadedSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.server.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens made by an HTTP call. */
class TokenRequestIT {
  @TempDir Path folder;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private HttpServer server;
  private int status = 200;
  private String answer = "{\"data\":{\"token\":\"t-%s\",\"number\":5}}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = call.getRequestHeaders().getFirst("Content-Type");
    String key = call.getRequestHeaders().getFirst("X-Key");
    calls.add(
        String.join(
            " ", call.getRequestMethod(), call.getRequestURI().toString(), type, key, body));
    byte[] words =
        answer.formatted(call.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, words.length);
    call.getResponseBody().write(words);
    call.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private LoadedSettings load(String request) throws IOException {
    Path users =
        Files.writeString(
            folder.resolve("users.csv"),
            "uid,password\na&n n,\"s3cret&/\"\"1\"\"\"\nbob,s3cret-2\n");
    Path file =
        Files.writeString(
            folder.resolve("my.conf"),
            """
            im.users = 2
            im.login.users-file = "%s"
            im.login.token-concurrency = 1
            im.login.token-timeout = 60s
            im.login.token-request { %s }
            """
                .formatted(users, request));
    return SettingsLoader.load(
        new SettingsSources(Map.of(), List.of(), Map.of(), Optional.of(file)));
  }

  private LoadedSettings made(String request) throws Exception {
    return TokenMaker.withTokens(
        load(request), 2, new Children(), new Interrupts(), new RunListener() {});
  }

  private CommandException failure(String request) {
    return catchThrowableOfType(CommandException.class, () -> made(request));
  }

  private String request() {
    return "url = \"" + url() + "/t?${uid}\", token = /data/token";
  }

  @Test
  void values_are_put_in_the_form_that_their_place_needs() throws Exception {
    LoadedSettings made =
        made(
            request()
                + ", headers { X-Key = \"k ${user.password}\" }"
                + ", body = \"\"\"{\"u\":\"${uid}\",\"p\":\"${user.password}\"}\"\"\"");

    assertThat(calls.get(0))
        .isEqualTo(
            "POST /t?a%26n%20n application/json k s3cret&/\"1\""
                + " {\"u\":\"a&n n\",\"p\":\"s3cret&/\\\"1\\\"\"}");
    assertThat(made.settings().login().token(0)).isEqualTo("t-a&n n");
    assertThat(made.settings().login().token(1)).isEqualTo("t-bob");
  }

  @Test
  void form_is_percent_encoded() throws Exception {
    made(
        request()
            + ", headers { content-type = application/x-www-form-urlencoded, X-Key = k }"
            + ", body = \"u=${uid}&p=${user.password}\"");

    assertThat(calls.get(0))
        .endsWith("application/x-www-form-urlencoded k u=a%26n%20n&p=s3cret%26%2F%221%22");
  }

  @Test
  void whole_answer_may_be_the_token_and_a_number_is_one() throws Exception {
    assertThat(made(request() + ", token = /data/number").settings().login().token(0))
        .isEqualTo("5");
    answer = " plain \n";
    assertThat(made(request() + ", token = \"\", method = GET").settings().login().token(0))
        .isEqualTo("plain");
    assertThat(calls).last().asString().startsWith("GET /t?bob null null");
  }

  @Test
  void answers_without_a_token_are_failures_and_secrets_are_masked() throws Exception {
    status = 403;
    answer = "no, s3cret-key and s3cret&/\"1\" and s3cret%%26%%2F%%221%%22\nfor you";
    assertThat(failure(request() + ", headers { X-Key = \"Bearer s3cret-key\" }"))
        .hasMessage("tokens: 2 of 2 failed: a&n n: HTTP 403 (no, *** and *** and *** for you)")
        .extracting(CommandException::exitCode)
        .isEqualTo(ExitCode.UNREACHABLE);
    status = 200;
    answer = "{}";
    assertThat(failure(request()))
        .hasMessageEndingWith("a&n n: expected a token at /data/token, got none");
    answer = "<html>";
    assertThat(failure(request()))
        .hasMessageEndingWith("expected JSON with a token at /data/token, got none");
  }

  @Test
  void secrets_of_the_body_and_the_query_are_masked_where_the_server_repeats_them()
      throws Exception {
    status = 400;
    answer = "got {\"u\":\"a\",\"key\":\"b0dy-key\"} at /t?api=qu3ry-key, expected a key";

    assertThat(
            failure(
                "url = \"%s/t?api=qu3ry-key\", body = \"\"\"{\"u\":\"${uid}\",\"key\":\"b0dy-key\"}\"\"\""
                    .formatted(url())))
        .hasMessageEndingWith(
            "HTTP 400 (got {\"u\":\"a\",\"key\":\"***\"} at /t?api=***, expected a key)");
    answer = "no such key: f0rm key";
    assertThat(failure(request() + ", body = \"u=${uid}&key=f0rm%20key\""))
        .hasMessageEndingWith("HTTP 400 (no such key: ***)");
  }

  @Test
  void own_authority_is_trusted(@TempDir Path certificateFolder) throws Exception {
    TestCertificates certificates = new TestCertificates(certificateFolder);
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(certificates.goodOfJdk()));
    secure.createContext("/", this::answer);
    secure.start();
    try {
      String request =
          "url = \"https://127.0.0.1:%d/t?${uid}\", token = /data/token"
              .formatted(secure.getAddress().getPort());
      assertThat(failure(request)).hasMessageContaining("PKIX");
      String trusting =
          request
              + " }, im.connection { trust-certificates = \"%s\""
                  .formatted(certificates.authority());
      assertThat(made(trusting).settings().login().token(1)).isEqualTo("t-bob");
    } finally {
      secure.stop(0);
    }
  }

  @Test
  void server_that_is_not_there_is_told() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(failure("url = \"http://127.0.0.1:%d/\"".formatted(port)))
        .hasMessage("tokens: 2 of 2 failed: a&n n: ConnectException");
  }

  @Test
  void answer_that_does_not_come_is_given_up() throws Exception {
    server.createContext(
        "/slow",
        call -> {
          call.sendResponseHeaders(200, 100);
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(failure("url = \"" + url() + "/slow\" }, im.login { token-timeout = 2s"))
        .hasMessage("tokens: 2 of 2 failed: a&n n: no answer within 2000 ms");
  }
}
