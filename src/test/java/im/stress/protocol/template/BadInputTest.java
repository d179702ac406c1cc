package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.Chat;
import im.stress.protocol.RecordingLink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server may do to a session that it should not. */
class BadInputTest {
  private static final String BINARY =
      """
      # preset/binary.conf
      body = text
      header = [ { name = length, type = u16, is = body-length }, { name = cmd, type = u8 } ]
      outbound { chat { header { cmd = 5 }, body = "${content}" } }
      inbound {
        nested { match { "header.cmd" = 9 } }
        push { match { "header.cmd" = 6 }, fields { content = "body" } }
      }
      """;

  private static String last(String hocon, String... script) {
    List<String> lines = new Transcript(hocon).played(List.of(script));
    return lines.get(lines.size() - 1);
  }

  @Test
  void a_login_without_the_value_to_capture_fails_in_words() {
    String login =
        """
        login = [ { name = hello, send = "{}", expect { match { "/op" = 1 }, capture { sid = "/sid" } } } ]
        """;
    assertThat(last(login, "< {\"op\":1}"))
        .isEqualTo(
            "= fail login step hello: expected a value to capture as sid at /sid, got nothing");
    assertThat(last(login, "< {\"op\":1,\"sid\":null}")).startsWith("= fail login step hello: ");
    assertThat(last(login, "< {\"op\":1,\"sid\":[1]}")).isEqualTo("= loggedIn");
    assertThat(last(login, "< {\"op\":1,\"sid\":\"\"}")).isEqualTo("= loggedIn");
    assertThat(last(login, "< {\"op\":1,\"sid\":true}"))
        .isEqualTo("= fail login step hello: expected a value to capture as sid at /sid, got true");
  }

  @Test
  void a_login_answer_that_is_repeated_changes_nothing() {
    String answer = "< {\"type\":\"login_ack\"}";
    // The link counts what comes once more as unexpected.
    assertThat(last("", answer, answer)).isEqualTo("= loggedIn");
    assertThat(last("", answer, "< {\"type\":\"login_ack\",\"code\":1}")).isEqualTo("= loggedIn");
    assertThat(last("inbound.ignore { match { \"/type\" = login_ack } }", answer, answer))
        .isEqualTo(answer);
    assertThat(last("", "< {\"type\":\"login_ack\",\"code\":1}", answer))
        .startsWith("= unreadable");
  }

  @Test
  void a_loop_of_replies_ends_the_connection() {
    List<String> script = new ArrayList<>(List.of("…"));
    for (int i = 0; i < 101; i++) {
      script.add("< {\"type\":\"ping\"}");
    }
    List<String> lines =
        new Transcript("inbound.server-heartbeat { match { \"/type\" = ping }, reply = \"{}\" }")
            .played(script);

    assertThat(lines).filteredOn("> {}"::equals).hasSize(100);
    assertThat(lines)
        .last()
        .isEqualTo(
            "= fail a loop of replies: over 100 answers to im.codec.template.inbound.server-heartbeat"
                + " within a second");
  }

  @Test
  void a_reply_needs_the_values_of_its_message() {
    String request =
        """
        inbound.request { match { "/type" = ask }, fields { nr = "/nr" }, reply = \"""{"nr":"${frame.nr}"}\""" }
        """;
    assertThat(last(request, "…", "< {\"type\":\"ask\",\"nr\":\"a\\\"b\"}"))
        .isEqualTo("> {\"nr\":\"a\\\"b\"}");
    assertThat(last(request, "…", "< {\"type\":\"ask\"}"))
        .isEqualTo("= unreadable: expected text or a number at /nr, got nothing");
  }

  @Test
  void what_is_not_encoded_as_the_path_says_is_unreadable() {
    String encoded =
        """
        inbound.push { match { "/b" = present }, fields { content = "/b | base64 | json | /c" } }
        inbound.kick { match { "/h" = present }, fields { reason = "/h | hex" } }
        """;
    Map.of(
            "{\"b\":\"a\"}", "expected base64 at /b, got \"a\"",
            "{\"b\":\"e?==\"}", "expected base64 at /b, got \"e?==\"",
            "{\"b\":\"\u00e4\u00f6\u00fc\u00df\"}",
                "expected base64 at /b, got \"\u00e4\u00f6\u00fc\u00df\"",
            "{\"b\":\"e30\"}", "expected text or a number at /c, got nothing",
            "{\"b\":\"ey\"}",
                "expected JSON: Unexpected end-of-input: expected close marker for Object in what /b | base64 holds",
            "{\"b\":{}}", "expected base64 at /b, got an empty object or array",
            "{\"h\":\"123\"}", "expected hexadecimal digits at /h, got \"123\"",
            "{\"h\":\"1g\"}", "expected hexadecimal digits at /h, got \"1g\"")
        .forEach(
            (frame, words) ->
                assertThat(last(encoded, "…", "< " + frame)).isEqualTo("= unreadable: " + words));
  }

  @Test
  void lengths_of_nested_messages_that_lie_are_unreadable() {
    String push = "00 40 06 \"im1:…\"";
    assertThat(last(BINARY, "< 0x 00 43 09 " + push)).isEqualTo("= pushed 7 8 0 1");
    assertThat(last(BINARY, "< 0x 00 43 09 " + push.replace("40", "41")))
        .isEqualTo("= unreadable: expected a message within the message of 3 to 67 bytes, got 68");
    assertThat(last(BINARY, "< 0x 00 02 09 00 06"))
        .isEqualTo(
            "= unreadable: expected a message within the message of 3 to 2 bytes, got no whole header in 2");
    assertThat(last(BINARY, "< 0x 00 03 09 00 00 09"))
        .isEqualTo("= unreadable: expected messages within a message, got one level more");
    assertThat(last(BINARY, "< 0x 00 01"))
        .isEqualTo("= unreadable: expected a header of 3 bytes, got 2");
    assertThat(last(BINARY, "< 0x 00 00 09")).startsWith("< ");
  }

  @Test
  void a_text_that_looks_like_an_array_has_no_elements() {
    String batch =
        "inbound.push { match { \"/t\" = absent, \"/type\" = absent }, each = \"/*\", fields { content = \"\" } }";
    assertThat(last(batch, "…", "< [\"a\"]")).isEqualTo("= pushed UNMARKED");
    assertThat(last(batch, "…", "< \"[1,2\"")).startsWith("< ");
    assertThat(last(batch, "…", "< [1,2]"))
        .isEqualTo("= unreadable: expected a JSON object, array or text, got a number");
  }

  @Test
  void a_number_of_the_connection_counts_by_way_of_a_variable_too() {
    String numbered =
        """
        vars.ref = "r${conn.seq}"
        outbound.heartbeat = \"""{"ref":"${ref}"}\"""
        """;
    assertThat(last(numbered, "…", "* heartbeat", "* heartbeat")).isEqualTo("> {\"ref\":\"r2\"}");
  }

  @Test
  void a_value_that_only_another_way_of_the_login_captures_ends_the_connection_in_words() {
    String login =
        """
        login = [{
          send = "{}"
          expect {
            match { "/op" = 1 }, fields { code = "/code" }
            recover { when { "/code" = 4 }, steps = [{ expect { match { "/op" = 2 }, capture { sid = "/sid" } } }] }
          }
        }]
        outbound.heartbeat = \"""{"sid":"${captured.sid}"}\"""
        """;
    assertThat(last(login, "< {\"op\":1}", "* heartbeat"))
        .isEqualTo("= fail a message can't be written: nothing was captured as sid");
    assertThat(
            last(
                login,
                "< {\"op\":1,\"code\":4}",
                "< {\"op\":2,\"sid\":\"s-1\"}",
                "< {\"op\":1}",
                "* heartbeat"))
        .isEqualTo("> {\"sid\":\"s-1\"}");
  }

  @Test
  void whatever_goes_wrong_while_a_message_is_written_ends_its_connection() {
    String device =
        """
        outbound.chat = \"""{"to":"${to.device}","c":"${content}","id":"${id}"}\"""
        """;
    RecordingLink link = new RecordingLink(Frames.RUN_KEY);
    int unlisted = 99;
    new Transcript(device)
        .protocol()
        .open(Frames.context().user(7), link)
        .chat(new Chat(Frames.context()).set(7, unlisted, 0, 0, 1));

    assertThat(link.events())
        .startsWith("fail a message can't be written: java.lang.ArrayIndexOutOfBounds");
    assertThat(link.sent()).isEmpty();
  }

  @Test
  void a_message_that_is_longer_than_its_header_can_say_is_not_sent() {
    RecordingLink link = new RecordingLink(Frames.RUN_KEY);
    new Transcript(BINARY.replace("u16", "u8"))
        .protocol()
        .open(Frames.context().user(7), link)
        .chat(new Chat(Frames.context(Frames.RUN_KEY, "u", 0, "secret", 300)).set(7, 8, 0, 0, 1));

    assertThat(link.events())
        .isEqualTo(
            "fail a message can't be written: expected a length of at most 255 in the header field"
                + " length (u8), got 300: take a larger type, or shorter messages");
    assertThat(link.sent()).isEmpty();
  }

  @Test
  void pushes_of_others_that_come_back_for_each_receipt_end_the_connection() {
    String receipts =
        "inbound.push { match { \"/type\" = push }, fields { content = \"/content\" }, reply = \"{}\" }";
    List<String> foreign = answered(receipts, "< {\"type\":\"push\",\"content\":\"hi\"}");
    List<String> ours = answered(receipts, "< {\"type\":\"push\",\"content\":\"im1:…\"}");

    assertThat(Collections.frequency(foreign, "> {}")).isEqualTo(10_000);
    assertThat(foreign.get(foreign.size() - 1))
        .endsWith(
            "; fail a loop of replies: over 10,000 answers within a minute to messages of"
                + " im.codec.template.inbound.push that no user of the tool wrote");
    assertThat(Collections.frequency(ours, "> {}")).isEqualTo(10_001);
    assertThat(ours.get(ours.size() - 1)).isEqualTo("= pushed 7 8 0 1");
  }

  /** What is played when a frame comes 10,001 times. */
  private static List<String> answered(String hocon, String frame) {
    List<String> script = new ArrayList<>(List.of("…"));
    script.addAll(Collections.nCopies(10_001, frame));
    return new Transcript(hocon).played(script);
  }
}
