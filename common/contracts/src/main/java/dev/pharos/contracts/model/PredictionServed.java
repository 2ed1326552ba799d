package dev.pharos.contracts.model;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.List;

/**
 * A request was answered by a model.
 *
 * @param request id of the request
 * @param model the model's name
 * @param version the version that answered
 * @param labels the first label of each image
 * @param probabilities the probability of each first label, 0 to 1
 * @param milliseconds time from request to answer
 * @param at when
 */
@MessageType(name = "prediction.served", version = 1)
public record PredictionServed(
    String request,
    String model,
    int version,
    List<String> labels,
    List<Double> probabilities,
    double milliseconds,
    Instant at) {}
