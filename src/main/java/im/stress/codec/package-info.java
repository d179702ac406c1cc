/** Bytes to events and back, one class per wire format. Knows nothing of sockets or users. */
package im.stress.codec;
