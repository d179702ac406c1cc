/**
 * The words between a connection and whoever speaks on it: how messages are sent and heard, and how
 * a connection ends. Knows nothing of sockets, and nothing of instant messaging.
 */
package im.stress.channel;
