/**
 * An embedded IM server with faults on demand: what tests hold the client's figures against. Reads
 * and writes the format {@code json} on its own, without {@code codec}, so that one mistake can't
 * hide in both ends.
 */
package im.stress.server;
