/**
 * JSON protocols that a preset file describes: templates for what is sent, matchers for what comes.
 */
package im.stress.protocol.template;
