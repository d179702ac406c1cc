package im.stress.run;

import java.io.IOException;

/** Makes the token of one user; called on several threads at a time. */
interface TokenCall {
  /** Blocks until it is there. */
  String token(int user) throws TokenException, IOException, InterruptedException;
}
