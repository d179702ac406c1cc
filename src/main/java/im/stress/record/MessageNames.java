package im.stress.record;

/** How users and messages are called on the wire, so that files speak the server's language. */
public interface MessageNames {

  /** The id under which the server knows the user with this index. */
  String user(int index);

  /** The same of a group with this number. */
  String group(int number);

  /** The id that this message of this user carries. */
  String message(int user, int number);
}
