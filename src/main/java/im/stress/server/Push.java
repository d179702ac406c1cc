package im.stress.server;

/**
 * One message on its way to its recipient.
 *
 * @param id the sender's id of it, as it came
 * @param from who logged in on the sender's connection
 * @param to the recipient whom the sender named
 * @param content as it came
 * @param withGarbage whether a frame that is not JSON is sent beside it
 */
record Push(String id, String from, String to, String content, boolean withGarbage) {}
