/** An embedded IM server with faults on demand: what tests hold the client's figures against. */
package im.stress.server;
