/**
 * From the files of a source to a packed data set: survey, split, decode, pack.
 *
 * <p>Knows images and files; knows nothing of messages, tables or HTTP, so that tests reach all of
 * it without a server.
 */
package dev.pharos.dataset.packing;
