/** Formats of what messages hold, read at pointers: one pass, no object for a message. */
package im.stress.protocol.body;
