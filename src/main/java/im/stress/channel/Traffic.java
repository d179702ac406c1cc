package im.stress.channel;

/** Hears how many bytes pass over connections, on their event loop. */
public interface Traffic {

  /** So many bytes came, those of handshakes and of TLS included; told before what they say. */
  default void bytesReceived(int bytes) {}

  /** So many bytes are on their way to the operating system. */
  default void bytesSent(int bytes) {}
}
