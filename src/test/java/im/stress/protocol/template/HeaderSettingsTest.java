package im.stress.protocol.template;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in headers before bodies. */
class HeaderSettingsTest {
  private static final String MESSAGES =
      """
      login = []
      outbound = { heartbeat { }, chat { body = ^{"c":"${content}","id":"${id}"}^ }, join-group = null, group-chat = null }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "header = [7] | header: expected a list of blocks, with 7 in it",
        "header = [{ type = u8 }] | header[0].name: expected a name",
        "header = [{ name = a }] | header[0].type: expected one of u8, u16, u32, u64, u16-le, u32-le, u64-le, got nothing",
        "header = [{ name = a, type = int }] | header[0].type: expected one of u8, u16, u32, u64, u16-le, u32-le, u64-le, got int",
        "header = [{ name = a, type = u8 }, { name = a, type = u16 }] | header[1].name: expected another name, got one for the second time",
        "header = [{ name = a, type = u8, is = length }] | header[0].is: expected one of whole-length, body-length, header-length, got length",
        "header = [{ name = a, type = u8, is = body-length, value = 1 }] | header[0].value: expected value or is, got both",
        "header = [{ name = a, type = u8, size = 1 }] | header[0].size: unknown; expected one of name, type, value, is",
        "header = [{ name = a, type = u8 }], framing = header | framing: expected a field of header that is whole-length or body-length, got none",
        "header = [{ name = a, type = u64, is = body-length }], framing = header | framing: expected a length of at most u32, got u64",
        "header = [{ name = a, type = u8, value = x }], OUT | header[0].value: expected a whole number or \"${…}\", got \"x\"",
        "header = [{ name = n, type = u8, is = whole-length }], OUT, outbound.chat { body = ^{\"c\":\"${content}${content}${content}${content}\",\"id\":\"${id}\"}^ } | outbound.chat: expected a length of at most 255 in the header field n (u8), got 297: take a larger type, or shorter messages",
        "header = [{ name = a, type = u8, value = 256 }], OUT | outbound.heartbeat: expected a whole number of type u8 in the header field a, got 256",
        "header = [{ name = a, type = u32, value = ^${token}^ }], OUT | outbound.heartbeat: expected a whole number of type u32 in the header field a, got [token]",
        "header = [{ name = a, type = u8 }], OUT, outbound.heartbeat { header { b = 1 } } | outbound.heartbeat.header.b: unknown; expected one of a",
        "header = [{ name = a, type = u8, is = body-length }], OUT, outbound.heartbeat { header { a = 1 } } | outbound.heartbeat.header.a: unknown; expected one of",
        "header = [{ name = a, type = u8 }], OUT, outbound.heartbeat { head { a = 1 } } | outbound.heartbeat.head: unknown; expected one of header, body",
        "header = [{ name = a, type = u8 }], OUT, outbound.heartbeat { header { a = 1 }, body = ^{\"a\":${uid}}^ } | outbound.heartbeat: expected a JSON object or array once the values are filled in, got an error at byte 5 of {\"a\":${uid}}",
        "header = [{ name = a, type = u8 }], OUT, inbound.kick = { match { \"header.b\" = 1 } } | inbound.kick.match.\"header.b\": expected a field of header (a), got \"b\"",
        "header = [{ name = a, type = u8 }], OUT, inbound.kick = { match { \"header.a\" = x } } | inbound.kick.match.\"header.a\": expected a whole number in the header, got \"x\"",
        "header = [{ name = a, type = u8 }], OUT, inbound.push { match { \"/t\" = 5 }, each = \"header.a/*\", fields.content = \"/c\" } | inbound.push.each: expected a path whose last pointer has * in it",
        "header = [{ name = a, type = u8 }], OUT, inbound.nested = { match { \"header.a\" = 1 } } | inbound.nested: expected a field of header that is whole-length or body-length, got none",
        "header = [{ name = a, type = u8 }] | login[0].send: expected a block { … }, got {\"type\":\"login\"",
      })
  void error_names_the_key_and_what_was_expected(String hocon, String message) {
    Refused.with(hocon.replace("OUT", MESSAGES), "im.codec.template." + message.strip());
  }
}
