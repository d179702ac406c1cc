/** CPU, memory, file handles, sockets and GC of this process, of a pid, of a port. */
package im.stress.monitor;
