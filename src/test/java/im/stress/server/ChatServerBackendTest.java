package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatServerBackendTest {
  private final Backend backend = new ChatServerBackend();

  private Request read(String json) throws MalformedRequest {
    return backend.read(Unpooled.copiedBuffer(json, UTF_8));
  }

  @Test
  void each_message_is_read() throws MalformedRequest {
    assertThat(read("{\"msgid\":1,\"id\":1001,\"password\":\"p\"}"))
        .isEqualTo(new Request.Login("1001", "p"));
    assertThat(read("{\"msgid\":3,\"name\":\"Li\",\"password\":\"p\"}"))
        .isEqualTo(new Request.Register("Li", "p"));
    assertThat(read("{\"msgid\":6,\"id\":1001,\"friendid\":1002}"))
        .isEqualTo(new Request.Nothing());
    assertThat(read("{\"msgid\":7,\"id\":1001,\"groupname\":\"g\"}"))
        .isEqualTo(new Request.Nothing());
    assertThat(read("{\"msgid\":8,\"id\":1001,\"groupid\":7}")).isEqualTo(new Request.Join("7"));
    assertThat(read("{\"msgid\":99}")).isEqualTo(new Request.Unknown("msgid 99"));
    assertThat(read("{\"msgid\":4294967297}")).isEqualTo(new Request.Unknown("msgid 4294967297"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"msgid\":5,\"id\":1001,\"from\":1001,\"to\":7,\"msg\":\"a\",\"time\":\"…\"}",
        "{\"msgid\":9, \"id\":1001, \"groupid\":7, \"msg\":\"\\u00e9\" }"
      })
  void chat_is_pushed_as_it_came(String json) throws MalformedRequest {
    Request.Chat chat = (Request.Chat) read(json);
    assertThat(chat.to()).isEqualTo("7");
    assertThat(chat.toGroup()).isEqualTo(json.contains("groupid"));
    assertThat(backend.push("1001", chat)).isEqualTo(json);
    assertThat(backend.ack("1001", chat)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"msgid\":\"1\"}",
        "{\"msgid\":1,\"id\":\"1001\",\"password\":\"p\"}",
        "{\"msgid\":1,\"id\":1001}",
        "{\"msgid\":1,\"id\":1.5,\"password\":\"p\"}",
        "{\"msgid\":3,\"name\":\"Li\"}",
        "{\"msgid\":5,\"msg\":\"a\"}",
        "{\"msgid\":5,\"to\":1002}",
        "{\"msgid\":8,\"groupid\":\"g\"}",
        "{\"msgid\":9,\"groupid\":7}",
        "{\"msgid\":5,\"to\":1002,\"msg\":\"a\nb\"}"
      })
  void anything_else_is_malformed(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void answers_have_the_numbers_of_the_document() {
    Request.Login login = new Request.Login("1001", "p");
    assertThat(backend.loginAccepted(login))
        .isEqualTo("{\"msgid\":2,\"errno\":0,\"id\":1001,\"name\":\"1001\"}");
    assertThat(backend.loginRefused(login, Refusal.UNKNOWN)).contains("\"msgid\":2,\"errno\":1,");
    assertThat(backend.loginRefused(login, Refusal.FULL)).contains("\"errno\":1,");
    assertThat(backend.loginRefused(login, Refusal.ALREADY_ONLINE)).contains("\"errno\":2,");
    assertThat(backend.registered(OptionalLong.of(1002)))
        .hasValue("{\"msgid\":4,\"errno\":0,\"id\":1002}");
    assertThat(backend.registered(OptionalLong.empty())).hasValue("{\"msgid\":4,\"errno\":1}");
  }

  @Test
  void garbage_can_not_be_read() {
    assertThatThrownBy(() -> read(backend.garbage())).isInstanceOf(MalformedRequest.class);
  }
}
