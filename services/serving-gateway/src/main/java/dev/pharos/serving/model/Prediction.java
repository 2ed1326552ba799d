package dev.pharos.serving.model;

/**
 * Class probabilities of the images of one request.
 *
 * @param probabilities probability of each class, 0 to 1, image by image
 * @param queuedNanos time from the request to the pass that began last
 * @param computedNanos time that its passes took
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
public record Prediction(float[][] probabilities, long queuedNanos, long computedNanos) {}
