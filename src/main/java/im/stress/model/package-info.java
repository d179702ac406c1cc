/** The words that all parts of a run share: what is counted and measured, causes, states. */
package im.stress.model;
