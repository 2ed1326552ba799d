/**
 * What an import finds: the files of a folder or an archive. Nothing here trusts a name, a size or
 * a link.
 *
 * <p>Knows files and archives; knows nothing of images, messages or tables.
 */
package dev.pharos.dataset.source;
