/**
 * What a preset says of messages that come in: paths to values, through however many encodings, and
 * conditions on them. Compiled at the start; no object for a message.
 */
package im.stress.protocol.inbound;
