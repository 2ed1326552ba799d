/**
 * The training of one attempt: data set, network, steps, checkpoints, evaluation, model.
 *
 * <p>Knows the engine, imaging and the artifact store. It knows no Kafka and no threads of its own:
 * what happens is told to a {@link dev.pharos.worker.training.TrainingListener}, and it runs where
 * it is called.
 */
package dev.pharos.worker.training;
