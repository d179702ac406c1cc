package im.stress.protocol.inbound;

/**
 * A way to one value of a message, compiled by {@link MessagePlan#path}. Immutable.
 *
 * @param text as the preset has it
 * @param part position of the part that holds the value
 * @param slot of the value in that part
 */
public record Path(String text, int part, int slot) {}
