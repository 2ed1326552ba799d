package dev.pharos.contracts.job;

/**
 * A data set.
 *
 * @param name the data set's name
 * @param version the version, from 1; null means the newest when the job is accepted
 */
public record DatasetChoice(String name, Integer version) {}
