/** Settings of a run: read once from HOCON, environment and options, checked, and described. */
package im.stress.config;
