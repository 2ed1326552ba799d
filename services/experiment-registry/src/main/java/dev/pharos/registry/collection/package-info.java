/**
 * Gives back the disk space of artifacts that nothing needs any more. What is to go is a pure
 * decision ({@link dev.pharos.registry.collection.Leftovers}); {@link
 * dev.pharos.registry.collection.Collector} looks, asks and deletes.
 */
package dev.pharos.registry.collection;
