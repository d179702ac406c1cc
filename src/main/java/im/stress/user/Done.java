package im.stress.user;

/** Hears the outcome of one step of a user, on the user's event loop, exactly once. */
public interface Done {

  /**
   * The step is over.
   *
   * @param ok false = the user has no connection any more and won't get one
   */
  void done(boolean ok);
}
