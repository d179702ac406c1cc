/** Netty channels: WebSocket and TCP, TLS, source addresses. Knows nothing of instant messaging. */
package im.stress.transport;
