/** Times and words as people read them: one way for all messages, pages and lines. */
package im.stress.text;
