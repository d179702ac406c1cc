/**
 * What a preset says of messages that go out: templates with values in them, functions on values,
 * headers. Compiled at the start; no object for a message.
 */
package im.stress.protocol.outbound;
