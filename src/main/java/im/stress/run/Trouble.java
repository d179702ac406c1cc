package im.stress.run;

/**
 * Something that went wrong in a run.
 *
 * @param what the cause of lost connections, or what was counted, in few words
 * @param count how often so far
 */
public record Trouble(String what, long count) {}
