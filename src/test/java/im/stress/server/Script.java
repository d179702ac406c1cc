package im.stress.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * How {@link HostileServer} misbehaves on one connection. Each step answers whether it was done
 * here; where it wasn't, the server does what it should. Runs on the server's thread.
 */
public interface Script {
  /** Does everything as it should be done. */
  Script GOOD = new Script() {};

  /** The TCP connection stands; true = nothing that comes in is answered. */
  default boolean accepted(Peer peer) {
    return false;
  }

  /** The upgrade was asked for. */
  default boolean upgrade(Peer peer) {
    return false;
  }

  /** A login came. */
  default boolean login(Peer peer) {
    return false;
  }

  /** The login was just accepted. */
  default void online(Peer peer) {}

  /** A message came: neither acknowledged nor delivered yet. */
  default boolean chat(Peer peer, JsonNode chat) {
    return false;
  }

  /** A heartbeat came. */
  default boolean ping(Peer peer, JsonNode ping) {
    return false;
  }

  /** The client's close frame came. */
  default boolean closing(Peer peer) {
    return false;
  }

  /** Does this when the TCP connection stands, and answers nothing. */
  static Script atAccept(Consumer<Peer> step) {
    return new Script() {
      @Override
      public boolean accepted(Peer peer) {
        peer.later(() -> step.accept(peer));
        return true;
      }
    };
  }

  /** Does this in place of answering the upgrade with 101. */
  static Script atUpgrade(Consumer<Peer> step) {
    return new Script() {
      @Override
      public boolean upgrade(Peer peer) {
        step.accept(peer);
        return true;
      }
    };
  }

  /** Does this in place of accepting the login. */
  static Script atLogin(Consumer<Peer> step) {
    return new Script() {
      @Override
      public boolean login(Peer peer) {
        step.accept(peer);
        return true;
      }
    };
  }

  /** Does this in place of answering the client's close frame. */
  static Script atClose(Consumer<Peer> step) {
    return new Script() {
      @Override
      public boolean closing(Peer peer) {
        step.accept(peer);
        return true;
      }
    };
  }

  /** Does this right after it has accepted the login. */
  static Script whenOnline(Consumer<Peer> step) {
    return new Script() {
      @Override
      public void online(Peer peer) {
        step.accept(peer);
      }
    };
  }

  /** Does this in place of acknowledging and delivering a message. */
  static Script atChat(BiConsumer<Peer, JsonNode> step) {
    return new Script() {
      @Override
      public boolean chat(Peer peer, JsonNode chat) {
        step.accept(peer, chat);
        return true;
      }
    };
  }

  /** Does this in place of answering a heartbeat. */
  static Script atPing(BiConsumer<Peer, JsonNode> step) {
    return new Script() {
      @Override
      public boolean ping(Peer peer, JsonNode ping) {
        step.accept(peer, ping);
        return true;
      }
    };
  }
}
