/**
 * Requests of HTTP/1.1 over connections that are kept, or over one for each. Knows nothing of
 * instant messaging.
 */
package im.stress.transport.http;
