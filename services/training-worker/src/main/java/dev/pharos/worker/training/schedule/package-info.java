/**
 * What the learning rate of a step is, and when training has gone on for long enough: arithmetic
 * without side effects, whose whole state is a value that goes into the checkpoint.
 */
package dev.pharos.worker.training.schedule;
