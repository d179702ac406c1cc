package im.stress.conformance;

import im.stress.protocol.UserValues;
import java.util.List;

/** Says what another script says, and keeps it. */
record KeptScript(PeerScript script, List<byte[]> kept) implements PeerScript {
  private List<byte[]> keep(List<byte[]> words) {
    kept.addAll(words);
    return words;
  }

  @Override
  public List<byte[]> greeting(UserValues user) {
    return keep(script.greeting(user));
  }

  @Override
  public List<byte[]> login(UserValues user, byte[] request) {
    return keep(script.login(user, request));
  }

  @Override
  public List<byte[]> ack(UserValues sender, byte[] chat) {
    return keep(script.ack(sender, chat));
  }

  @Override
  public List<byte[]> push(UserValues sender, UserValues recipient, byte[] chat) {
    return keep(script.push(sender, recipient, chat));
  }

  @Override
  public List<byte[]> heartbeatAnswer(UserValues user, byte[] heartbeat) {
    return keep(script.heartbeatAnswer(user, heartbeat));
  }
}
