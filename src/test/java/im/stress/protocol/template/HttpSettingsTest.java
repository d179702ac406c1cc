package im.stress.protocol.template;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in requests of HTTP, and in polls. */
class HttpSettingsTest {
  private static final String ROOT = "im.codec.template.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "outbound.chat.http = 7 | outbound.chat.http: expected a block { … }, got 7",
        "outbound.chat.http = {} | outbound.chat.http.url: expected one of get, post, put, patch, delete, or method and url, got none",
        "outbound.chat.http { get = /, post = / } | outbound.chat.http.post: expected one of get, post, put, patch, delete, or method and url, got get and post",
        "outbound.chat.http { get = /, method = PUT } | outbound.chat.http.method: expected url beside it, got get",
        "outbound.chat.http { url = ^http://h/^ } | outbound.chat.http.method: expected a method such as POST, got \"\"",
        "outbound.chat.http { url = ^http://h/^, method = ^P T^ } | outbound.chat.http.method: expected a method such as POST, got \"P T\"",
        "outbound.chat.http { post = /a } | outbound.chat.http.post: expected http://… or https://…, since the users' connections take no requests (framing = http); got \"/a\"",
        "outbound.chat.http { post = a } | outbound.chat.http.post: expected a path that begins with /, or http://… or https://…, got \"a\"",
        "outbound.chat.http { post = ^ftp://h/^ } | outbound.chat.http.post: expected a path that begins with /",
        "outbound.chat.http { post = ^http://${uid}/a^ } | outbound.chat.http.post: expected HOST or HOST:PORT after ://, got \"${uid}\"",
        "outbound.chat.http { post = ^http://me@h/a^ } | outbound.chat.http.post: expected HOST or HOST:PORT after ://",
        "outbound.chat.http { post = ^http://h:0/a^ } | outbound.chat.http.post: expected HOST or HOST:PORT after ://",
        "outbound.chat.http { post = ^http://h/a b^ } | outbound.chat.http.post: expected a percent-encoded path and query, got \"/a b\"",
        "outbound.chat.http { post = ^http://h/a#b^ } | outbound.chat.http.post: expected a percent-encoded path and query, got \"/a#b\"",
        "outbound.chat.http { post = ^http://h/${me}^ } | outbound.chat.http.post: no value ${me} here",
        "outbound.chat.http { post = ^${option.a}/b^ } | outbound.chat.http.post: no value ${option.a}; expected a key of options, which has none",
        "outbound.chat.http { post = ^${option.a}/b^ }, options.a = null | options.a: expected a value for this server: the preset can't know it",
        "outbound.chat.http { post = ^${option.a}/b^ }, options.a = h | outbound.chat.http.post: expected a path that begins with /, or http://… or https://…, got \"h/b\"",
        "outbound.chat.http { post = ^http://h/^, body = ^{\"c\":${content}}^ } | outbound.chat.http.body: expected a JSON object or array once the values are filled in, got an error at byte 5",
        "outbound.chat.http { post = ^http://h/^, body = 7 } | outbound.chat.http.body: expected text, got 7",
        "outbound.chat.http { post = ^http://h/^ } | outbound.chat: expected ${content} in it",
        "outbound.chat.http { post = ^http://h/^, headers { Host = a } } | outbound.chat.http.headers.Host: expected other headers: the tool writes this one",
        "outbound.chat.http { post = ^http://h/^, headers { ^A B^ = a } } | outbound.chat.http.headers.\"A B\": expected a name of letters, digits and hyphens",
        "outbound.chat.http { post = ^http://h/^, headers { A = ^^ } } | outbound.chat.http.headers.A: expected a value, got none: null leaves the header out",
        "outbound.chat.http { post = ^http://h/^, headers { A = ^ü^ } } | outbound.chat.http: header A: expected printable ASCII, got other bytes",
        "outbound.chat.http { post = ^http://h/^, accept {} } | outbound.chat.http.accept: expected at least one condition",
        "outbound.chat.http { post = ^http://h/^, accept = [] } | outbound.chat.http.accept: expected at least one condition",
        "outbound.chat.http { post = ^http://h/^, accept { state = 1 } } | outbound.chat.http.accept.state: expected a path that begins with a pointer such as \"/type\", status, body, got \"state\"",
        "outbound.chat.http { post = ^http://h/^, fields { id = /a } } | outbound.chat.http.fields.id: unknown; expected one of code, reason",
        "outbound.chat.http { post = ^http://h/^, capture { a = /a } } | outbound.chat.http.capture: unknown",
        "outbound.chat { http { post = ^http://h/^ }, body = a } | outbound.chat.body: unknown; expected one of http",
        "login = [{ send.http { post = ^http://h/^ }, expect { match { \"/a\" = 1 } } }] | login[0].expect: expected nothing beside send.http, which tells of its answer",
        "outbound.heartbeat.http { post = ^http://h/^ }, heartbeat-kind = message-unanswered | heartbeat-kind: expected message, since the answer to outbound.heartbeat.http is the server's",
        "outbound.chat = ^{\"a\":\"${to.captured.x}\",\"c\":\"${content}\",\"id\":\"${id}\"}^ | outbound.chat: no value of a contact captured.x here; expected what a step with for-each captures, which is nothing",
        // over HTTP alone
        "framing = http | login[0].send: expected a block http { … } in it, since framing is http",
        "framing = http, login = [], heartbeat-kind = none | outbound.chat: expected a block http { … } in it, since framing is http",
        "framing { http { alive = 1 } } | framing.http.alive: unknown; expected one of keep-alive",
        "framing { http { keep-alive = 1 } } | framing.http.keep-alive: expected true or false, got 1",
        "framing = http, login = [], heartbeat-kind = none, outbound { chat.http { post = /, body = ^${content}^ }, join-group = null, group-chat = null } | inbound.",
        // polls
        "poll = 7 | poll: expected a block { … }, got 7",
        "poll { overlap = -1 } | poll.overlap: expected 0 or more, got -1",
        "poll { lap = 1 } | poll.lap: unknown; expected one of overlap",
        "poll {} | outbound.heartbeat: expected a block http { … } in it, since the preset has poll",
        "poll {}, outbound.heartbeat.http { get = ^http://h/${since}^ } | inbound.push: expected fields { content = …, time = … } in it, since the preset has poll",
        "outbound.heartbeat.http { get = ^http://h/${since}^ } | outbound.heartbeat.http.get: no value ${since} here"
      })
  void error_names_the_key_and_what_was_expected(String hocon, String message) {
    Refused.with(hocon, message.startsWith("inbound. ") ? ROOT : ROOT + message.strip());
  }
}
