package dev.pharos.engine.graph;

/**
 * What a vertex has to do in training.
 *
 * @param frozen whether it computes as when predicting
 * @param backward whether it, or a vertex before it, has something to learn; without, the backward
 *     pass ends here
 * @param inputGradient whether a vertex before it has something to learn
 */
record TrainingPart(boolean frozen, boolean backward, boolean inputGradient) {}
