package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.template.LoginStep.Capture;
import im.stress.protocol.template.LoginStep.Expectation;
import im.stress.protocol.template.LoginStep.Recovery;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The login of one user on one connection, step by step. Belongs to its event loop. */
final class LoginConversation {
  /** Stands for a step that is about no other user. */
  static final int NO_CONTACT = -1;

  private final List<LoginStep> steps;
  private final Host host;
  private int at;
  private int contact;

  /** Steps in between, after a refusal; null without. */
  private LoginConversation recovering;

  private boolean recovered;

  /** Says what the steps say, and hears how they end. */
  interface Host {
    /** Sends the message of a step, which may be about another user. */
    void send(SentMessage message, int contact);

    /** Indices of the user's contacts. */
    int[] contacts();

    /** Keeps a value that the server sent, of the user or of a contact. */
    void capture(int slot, int contact, byte[] value);

    /** A step is done. */
    void stepDone(String name);

    /** All steps are done. */
    void loginDone();

    /** The server said no. */
    void loginRefused(int code, String words);

    /** The server said yes, but without what the preset needs of it. */
    void loginFailed(String words);
  }

  LoginConversation(List<LoginStep> steps, Host host) {
    this.steps = steps;
    this.host = host;
  }

  /** Says what is to be said up to the next answer. */
  void goOn() {
    while (at < steps.size()) {
      LoginStep step = steps.get(at);
      if (step.eachContact() && contact == host.contacts().length) {
        next(step);
        continue;
      }
      say(step);
      if (step.expect() != null) {
        return;
      }
      passed(step);
    }
    host.loginDone();
  }

  private void say(LoginStep step) {
    if (step.message() != null) {
      host.send(step.message(), contactOf(step));
    }
  }

  private int contactOf(LoginStep step) {
    return step.eachContact() ? host.contacts()[contact] : NO_CONTACT;
  }

  private void passed(LoginStep step) {
    if (step.eachContact()) {
      contact++;
    } else {
      next(step);
    }
  }

  private void next(LoginStep step) {
    at++;
    contact = 0;
    host.stepDone(step.name());
  }

  /**
   * Takes a message of the server.
   *
   * @return false when it is not the answer that is waited for
   */
  boolean take(InboundMessage message) throws ProtocolException {
    if (recovering != null) {
      return recovering.take(message);
    }
    Expectation expect = steps.get(at).expect();
    if (steps.get(at).isRequest() || !Condition.all(expect.match(), message)) {
      return false;
    }
    decide(expect, message);
    return true;
  }

  /** Takes the answer to the request of the step that is done now. */
  void answered(InboundMessage answer) throws ProtocolException {
    if (recovering != null) {
      recovering.answered(answer);
    } else if (steps.get(at).isRequest()) {
      decide(steps.get(at).expect(), answer);
    }
  }

  private void decide(Expectation expect, InboundMessage message) throws ProtocolException {
    int code = expect.answer().code(message);
    if (code == 0) {
      accepted(expect, message);
    } else {
      refused(expect, message, code);
    }
  }

  private String stepName() {
    return steps.get(at).name();
  }

  private void accepted(Expectation expect, InboundMessage message) throws ProtocolException {
    for (Capture capture : expect.captures()) {
      BodyValue value = message.value(capture.path());
      if (!value.hasBytes() && value.type() != BodyValue.Type.NUMBER) {
        host.loginFailed(
            "login step %s: %s"
                .formatted(
                    stepName(),
                    value.expected("a value to capture as " + capture.name()).getMessage()));
        return;
      }
      host.capture(capture.slot(), contactOf(steps.get(at)), bytes(value));
    }
    passed(steps.get(at));
    goOn();
  }

  private static byte[] bytes(BodyValue value) {
    return value.hasBytes()
        ? Arrays.copyOfRange(value.array(), value.start(), value.end())
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void refused(Expectation expect, InboundMessage message, int code)
      throws ProtocolException {
    Recovery recovery = expect.recovery();
    if (recovery != null && !recovered && recovery.fits(message)) {
      recovered = true;
      recovering = new LoginConversation(recovery.steps(), new Recovering());
      recovering.goOn();
      return;
    }
    host.loginRefused(code, expect.answer().words(message));
  }

  /** Hears how the steps in between end: after them, the refused step is done again. */
  private final class Recovering implements Host {
    @Override
    public void send(SentMessage message, int about) {
      host.send(message, about);
    }

    @Override
    public int[] contacts() {
      return host.contacts();
    }

    @Override
    public void capture(int slot, int about, byte[] value) {
      host.capture(slot, about, value);
    }

    @Override
    public void stepDone(String name) {
      host.stepDone(name);
    }

    @Override
    public void loginDone() {
      recovering = null;
      goOn();
    }

    @Override
    public void loginRefused(int code, String words) {
      host.loginRefused(code, (recovering.stepName() + " refused " + words).strip());
    }

    @Override
    public void loginFailed(String words) {
      host.loginFailed(words);
    }
  }
}
