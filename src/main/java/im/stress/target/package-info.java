/** Where the users of a run go and what they speak there, put together and tried out. */
package im.stress.target;
