package dev.pharos.contracts.dataset;

/**
 * A file that could not be taken into a data set.
 *
 * @param file its path within the folder or archive
 * @param reason what is wrong with it
 */
public record BadFile(String file, String reason) {}
