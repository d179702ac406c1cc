/**
 * Where one message of a byte stream ends and the next one begins: for client and server alike.
 * Knows buffers, no channels, and nothing of what a message means.
 */
package im.stress.framing;
