package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.channel.Framing;
import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.Marker;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateEncodingTest {
  private final TemplateProtocol protocol = Frames.json("");

  @Test
  void login_of_the_json_format() {
    assertThat(Frames.login(protocol, Frames.context(), 7))
        .isEqualTo("{\"type\":\"login\",\"uid\":\"u7\",\"token\":\"secret\"}");
  }

  @Test
  void heartbeat_of_the_json_format() {
    assertThat(Frames.heartbeat(protocol, 7, 12)).isEqualTo("{\"type\":\"ping\",\"seq\":12}");
  }

  @Test
  void chat_of_the_json_format() {
    assertThat(Frames.chat(protocol, 7, 8, 3, 2, 1_700_000_000_000_000L))
        .isEqualTo(
            "{\"type\":\"chat\",\"id\":\"1234abcd0000000700000003\",\"from\":\"u7\",\"to\":\"u8\","
                + "\"content\":\"im1:1234abcd000000070000000800000002060a24181e4000"
                + "..............\"}");
  }

  @Test
  void content_has_exactly_the_configured_bytes() throws IOException {
    for (int size : new int[] {Marker.LENGTH, Marker.LENGTH + 1, 1000}) {
      ProtocolContext sized = Frames.context(RUN_KEY, "u", 0, "secret", size);
      String frame = Frames.chat(Frames.json("", sized), sized, new Chat(sized).set(0, 1, 0, 0, 0));
      assertThat(new ObjectMapper().readTree(frame).get("content").asText()).hasSize(size);
    }
  }

  @Test
  void extreme_values_are_written_whole() {
    ProtocolContext context = Frames.context(-1, "", Integer.MAX_VALUE, "t", 50);
    TemplateProtocol extreme = Frames.json("", context);
    int max = Integer.MAX_VALUE;

    assertThat(
            Frames.chat(extreme, context, new Chat(context).set(max, 0, max, max, (1L << 56) - 1)))
        .isEqualTo(
            "{\"type\":\"chat\",\"id\":\"ffffffff7fffffff7fffffff\",\"from\":\"4294967294\","
                + "\"to\":\"2147483647\",\"content\":\"im1:ffffffff7fffffff000000007fffffff"
                + "ffffffffffffff\"}");
    assertThat(Frames.heartbeat(extreme, 0, Long.MIN_VALUE))
        .isEqualTo("{\"type\":\"ping\",\"seq\":-9223372036854775808}");
    assertThat(Frames.heartbeat(extreme, 0, 0)).contains("\"seq\":0}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b\\c", "\n\t\u0000\u001f", "用户", "\uD83D\uDE00", "${uid}", ""})
  void token_and_uid_prefix_reach_the_server_as_they_are(String text) throws IOException {
    ProtocolContext context = Frames.context(RUN_KEY, text, 5, text, 64);

    String login = Frames.login(Frames.json("", context), context, 2);

    assertThat(new ObjectMapper().readTree(login).get("uid").asText()).isEqualTo(text + "7");
    assertThat(new ObjectMapper().readTree(login).get("token").asText()).isEqualTo(text);
  }

  @Test
  void numbers_may_stand_without_quotes() {
    ProtocolContext context = Frames.context(RUN_KEY, "", 1001, "123456", 50);
    TemplateProtocol numbers =
        Frames.json(
            """
            outbound.chat = \"""{"id":${from},"to":${to},"n":${seq},"key":"${id}","msg":"${content}"}\"""
            """,
            context);

    assertThat(Frames.chat(numbers, context, new Chat(context).set(0, 1, 9, 0, 0)))
        .startsWith("{\"id\":1001,\"to\":1002,\"n\":9,\"key\":\"1234abcd0000000000000009\"");
  }

  @Test
  void time_of_sending_is_in_milliseconds() {
    SettingsBlock template =
        PresetTemplate.complete(
            Frames.settings(
                """
                login = [{ send = \"""{"at":${epochMillis},"uid":"${uid}"}\""" }]
                """));
    TemplateProtocol stopped =
        TemplateProtocol.compile(template, Frames.context(), () -> 1_700_000_000_123L);

    assertThat(Frames.login(stopped, Frames.context(), 0))
        .isEqualTo("{\"at\":1700000000123,\"uid\":\"u0\"}");
  }

  @Test
  void registration_follows_a_login_that_was_refused_for_want_of_an_account()
      throws ProtocolException {
    TemplateProtocol registering = registering("[1, 4]");
    RecordingLink link = new RecordingLink(RUN_KEY);
    ImSession session = registering.open(Frames.context().user(7), link);
    session.opened();
    String login = link.sent().get(0);

    session.frame(Frames.bytes("{\"type\":\"login_ack\",\"code\":4}"));
    assertThat(link.sent())
        .containsExactly("{\"type\":\"register\",\"name\":\"u7\",\"password\":\"secret\"}");
    session.frame(Frames.bytes("{\"type\":\"registered\",\"code\":0}"));
    assertThat(link.sent()).containsExactly(login);
    assertThat(link.events()).isEmpty();
    session.frame(Frames.bytes("{\"type\":\"login_ack\",\"code\":4}"));
    assertThat(link.sent()).isEmpty();
    assertThat(link.events()).isEqualTo("loginRefused 4");
  }

  @Test
  void a_refused_registration_and_other_codes_refuse_the_login() throws ProtocolException {
    TemplateProtocol registering = registering("1");
    assertThat(Frames.decode(registering, "{\"type\":\"login_ack\",\"code\":2}"))
        .isEqualTo("loginRefused 2");

    RecordingLink link = new RecordingLink(RUN_KEY);
    ImSession session = registering.open(Frames.context().user(7), link);
    session.opened();
    session.frame(Frames.bytes("{\"type\":\"login_ack\",\"code\":1}"));
    session.frame(Frames.bytes("{\"type\":\"registered\",\"code\":9,\"why\":\"taken\"}"));

    assertThat(link.events()).isEqualTo("loginRefused 9 register refused taken");
  }

  private static TemplateProtocol registering(String codes) {
    return Frames.json(
        """
        login = [{
          send = \"""{"type":"login","uid":"${uid}","token":"${token}"}\"""
          expect {
            match { "/type" = login_ack }, fields { code = "/code" }
            recover {
              when { "/code" = %s }
              steps = [{
                name = register
                send = \"""{"type":"register","name":"${uid}","password":"${token}"}\"""
                expect {
                  match { "/type" = registered }, fields { code = "/code", reason = "/why" }
                }
              }]
            }
          }
        }]
        """
            .formatted(codes));
  }

  @Test
  void a_heartbeat_of_the_server_is_answered() throws ProtocolException {
    TemplateProtocol answering =
        Frames.json(
            """
            inbound.server-heartbeat {
              match { "/type" = "are-you-there" }
              fields { n = "/n" }
              reply = \"""{"type":"here","of":"${uid}","seq":${frame.n}}\"""
            }
            """);
    RecordingLink link = new RecordingLink(RUN_KEY);
    ImSession session = answering.open(Frames.context().user(7), link);

    session.frame(Frames.bytes("{\"type\":\"are-you-there\",\"n\":41}"));

    assertThat(link.sent()).containsExactly("{\"type\":\"here\",\"of\":\"u7\",\"seq\":41}");
    assertThat(link.events()).isEmpty();
  }

  @Test
  void framing_and_heartbeats_come_from_the_settings() {
    assertThat(protocol.framing()).isEqualTo(Framing.MESSAGE);
    assertThat(Frames.json("framing = lines").framing()).isEqualTo(Framing.LINES);
    assertThat(protocol.traits().heartbeatKind()).isEqualTo(HeartbeatKind.MESSAGE);
    assertThat(Frames.json("heartbeat-kind = none").traits().heartbeatKind())
        .isEqualTo(HeartbeatKind.NONE);
  }
}
