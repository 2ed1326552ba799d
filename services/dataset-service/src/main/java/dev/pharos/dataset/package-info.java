/**
 * The data-set service: takes folders and archives of images and makes versions of data sets.
 *
 * <p>The edges (HTTP, Kafka, PostgreSQL) are here and in {@code http} and {@code imports}; what is
 * done with files and images is in {@code source} and {@code packing}, which know no server.
 */
package dev.pharos.dataset;
