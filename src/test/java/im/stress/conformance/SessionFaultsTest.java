package im.stress.conformance;

import static im.stress.conformance.FaultyProtocol.assertFound;
import static im.stress.conformance.FaultyProtocol.links;
import static im.stress.conformance.FaultyProtocol.sessions;

import im.stress.channel.FrameKind;
import im.stress.conformance.FaultyProtocol.Link;
import im.stress.conformance.FaultyProtocol.Session;
import im.stress.protocol.Chat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.UserValues;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The kit finds what is wrong in sessions and in what they report, and says it. */
class SessionFaultsTest {
  @Test
  void sessions_that_report_to_the_link_of_another_user() {
    FaultyProtocol mixing =
        new FaultyProtocol() {
          private ImLink latest;

          @Override
          ImLink link(UserValues user, ImLink link) {
            latest = link;
            return new Link(link) {
              @Override
              public void acked(int number, int code) {
                latest.acked(number, code);
              }
            };
          }
        };

    assertFound(mixing, ProtocolConformance::mixedUsers, "acks of several users in turn", "got []");
  }

  @Test
  void a_user_who_is_believed_to_be_still_logged_in() {
    FaultyProtocol remembering =
        new FaultyProtocol() {
          private final Set<UserValues> known = new HashSet<>();

          @Override
          ImSession session(ImSession right, UserValues user, ImLink link) {
            return new Session(right) {
              @Override
              public void opened() {
                if (known.add(user)) {
                  super.opened();
                } else {
                  link.loggedIn();
                }
              }
            };
          }
        };

    assertFound(remembering, ProtocolConformance::reconnects, "login on a new connection", "got 0");
  }

  @Test
  void a_text_for_each_push() {
    FaultyProtocol wasteful =
        links(
            right ->
                new Link(right) {
                  @Override
                  public void pushed(CharSequence content) {
                    super.pushed(content.toString());
                  }
                });

    assertFound(
        wasteful,
        ProtocolConformance::allocation,
        "expected at most 8.0 bytes of new objects",
        "0.0 for a chat, 0.0 for its ack, 2");
  }

  @Test
  void a_text_for_each_chat() {
    FaultyProtocol wasteful =
        sessions(
            right ->
                new Session(right) {
                  private String last;

                  @Override
                  public void chat(Chat message) {
                    last = "chat " + message.number() + (last == null ? "" : last.length());
                    super.chat(message);
                  }
                });

    assertFound(
        wasteful, ProtocolConformance::allocation, "expected at most 8.0 bytes of new objects");
  }

  @Test
  void a_word_after_the_end() {
    FaultyProtocol talkative =
        new FaultyProtocol() {
          @Override
          ImSession session(ImSession right, UserValues user, ImLink link) {
            return new Session(right) {
              private boolean over;

              @Override
              public void closed() {
                over = true;
                late = () -> link.send(link.newMessage(), FrameKind.BINARY);
              }

              @Override
              public void opened() {
                if (late != null && !over) {
                  late.run();
                }
                super.opened();
              }
            };
          }

          private Runnable late;
        };

    assertFound(
        talkative, ProtocolConformance::reconnects, "expected no call of its link after closed()");
  }

  @Test
  void wrong_numbers_and_words_that_come_twice() {
    FaultyProtocol twice =
        links(
            right ->
                new Link(right) {
                  @Override
                  public void loggedIn() {
                    super.loggedIn();
                    super.loggedIn();
                  }
                });
    FaultyProtocol off =
        links(
            right ->
                new Link(right) {
                  @Override
                  public void acked(int number, int code) {
                    super.acked(number + 1, code);
                  }

                  @Override
                  public void heartbeatAnswered(long sequence) {
                    super.heartbeatAnswered(sequence + 1);
                  }

                  @Override
                  public void pushed(CharSequence content) {
                    super.pushed(content.subSequence(1, content.length()));
                  }

                  @Override
                  public void loginRefused(int code, String words) {
                    super.loggedIn();
                  }
                });

    assertFound(twice, ProtocolConformance::login, "expected [loggedIn], got [loggedIn, loggedIn]");
    assertFound(off, ProtocolConformance::refusedLogin, "expected [loginRefused], got [loggedIn]");
    assertFound(off, ProtocolConformance::acks, "expected [acked 0 code 0", "got [acked 1 code 0");
    assertFound(off, ProtocolConformance::heartbeats, "expected [heartbeatAnswered 0");
    assertFound(off, ProtocolConformance::pushes, "expected [pushed im1:", "got [pushed m1:");
  }
}
