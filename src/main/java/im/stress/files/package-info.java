/** Files that grow while a run lasts, and outlive a full disk. */
package im.stress.files;
