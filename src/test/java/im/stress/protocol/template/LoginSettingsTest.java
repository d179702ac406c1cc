package im.stress.protocol.template;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in the steps of a login. */
class LoginSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "login = 7 | login: expected a block { … }, got 7",
        "login = [7] | login: expected a list of blocks, with 7 in it",
        "login = [{}] | login[0].send: expected send, expect or both, got neither",
        "login = [{ send = ^{}^, wait = 1 }] | login[0].wait: unknown; expected one of name, send, expect, for-each",
        "login = [{ send = ^{}^, name = 1 }] | login[0].name: expected text, got 1",
        "login = [{ send = ^{\"a\":\"${to}\"}^ }] | login[0].send: no value ${to} here; expected ${captured.NAME} ${conn.seq} ${epochMillis} ${option.NAME} ${token} ${uid} ${user.NAME}",
        "login = [{ send = ^{\"a\":\"${contact}\"}^ }] | login[0].send: no value ${contact} here",
        "login = [{ send = ^{\"a\":\"${token\"}^ }] | login[0].send: no value ${token\"} here",
        "login = [{ send = ^{\"a\":${token}}^ }] | login[0].send: expected a JSON object or array once the values are filled in, got an error at byte 5 of {\"a\":${token}}",
        "login = [{ send = ^{}^, for-each = friend }] | login[0].for-each: expected contact, got \"friend\"",
        "login = [{ send = ^{}^, expect = 7 }] | login[0].expect: expected a block { … }, got 7",
        "login = [{ send = ^{}^, expect {} }] | login[0].expect.match: expected at least one, as in { \"/type\" = \"login_ack\" }",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1, \"/t/a\" = 2 } } }] | login[0].expect.match.\"/t/a\": nothing can be at /t/a when /t has a value",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, each = 1 } }] | login[0].expect.each: unknown; expected one of match, fields, capture, recover, accept, refuse",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, fields { id = /i } } }] | login[0].expect.fields.id: unknown; expected one of code, reason",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, fields { code = c } } }] | login[0].expect.fields.code: expected a path that begins with",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, accept {} } }] | login[0].expect.accept: expected at least one condition",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, capture { a = null } } }] | login[0].expect.capture.a: expected a path such as \"/session\", got nothing",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, capture { a = 7 } } }] | login[0].expect.capture.a: expected text, got 7",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, recover {} } }] | login[0].expect.recover.when: expected at least one condition, as in { \"/errno\" = 1 }",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, recover { when { \"/e\" = 1 } } } }] | login[0].expect.recover.steps: expected what to do before the step is done again, got nothing",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, recover { when { \"/e\" = 1 }, steps = [{}] } } }] | login[0].expect.recover.steps[0].send: expected send, expect or both, got neither",
        "login = [{ send = ^{\"a\":\"${captured.a}\"}^, expect { match { \"/t\" = 1 }, capture { a = /a } } }] | login[0].send: no value ${captured.a} here; expected what an earlier step of login captures, which is nothing",
        "login = [{ send = ^{}^, expect { match { \"/t\" = 1 }, capture { a = /a }, recover { when { \"/e\" = 1 }, steps = [{ send = ^{\"a\":\"${captured.a}\"}^ }] } } }] | login[0].expect.recover.steps[0].send: no value ${captured.a} here; expected what an earlier step of login captures, which is nothing",
        "login = [{ expect { match { \"/t\" = 1 }, capture { a = /a } } }, { send = ^{\"a\":\"${captured.b}\"}^ }] | login[1].send: no value ${captured.b} here; expected what an earlier step of login captures, which is a",
      })
  void error_names_the_key_and_what_was_expected(String hocon, String message) {
    Refused.with(hocon, "im.codec.template." + message.strip());
  }
}
