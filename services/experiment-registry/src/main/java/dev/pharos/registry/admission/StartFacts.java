package dev.pharos.registry.admission;

import dev.pharos.contracts.job.NetworkChoice;

/**
 * What a job must know of the model version that it starts from.
 *
 * @param model the model
 * @param version its version
 * @param network the network of the run that made it
 * @param classes how many classes it tells apart
 */
public record StartFacts(String model, int version, NetworkChoice network, int classes) {}
