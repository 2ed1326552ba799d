package dev.pharos.worker.training.schedule;

import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.Training;

/**
 * The learning rate of every step: a function of the step's number and of how often the validation
 * error has lowered it, so that a resumed training goes on as if it had not stopped.
 */
public final class LearningRates {
  private final double first;
  private final Schedule schedule;
  private final int stepsPerEpoch;
  private final long steps;
  private final long warmupSteps;

  /**
   * The rates of a training.
   *
   * @param stepsPerEpoch steps of an epoch, from 1
   */
  public LearningRates(Training training, int stepsPerEpoch) {
    this.first = training.learningRate();
    this.schedule = training.schedule();
    this.stepsPerEpoch = stepsPerEpoch;
    this.steps = (long) training.epochs() * stepsPerEpoch;
    this.warmupSteps = Math.round(training.warmupEpochs() * stepsPerEpoch);
  }

  /**
   * The rate of the next step.
   *
   * @param done steps done, from 0
   * @param drops how often a plateau has lowered the rate
   */
  public double at(long done, int drops) {
    return full(done, drops) * warmth(done);
  }

  /** Linear warm-up: the first step has one part of the full rate, the last all (Goyal 2017). */
  private double warmth(long done) {
    return done < warmupSteps ? (done + 1.0) / warmupSteps : 1;
  }

  /** The rate of the next step, were there no warm-up. */
  public double full(long done, int drops) {
    if (schedule instanceof Schedule.Step step) {
      return first * Math.pow(step.factor(), (double) (done / stepsPerEpoch / step.every()));
    } else if (schedule instanceof Schedule.Plateau plateau) {
      return first * Math.pow(plateau.factor(), drops);
    } else if (schedule instanceof Schedule.Cosine cosine) {
      return cosine(done, cosine.minimum());
    }
    return first;
  }

  /** What is left after the warm-up is half a turn (Loshchilov and Hutter 2017, equation 5). */
  private double cosine(long done, double minimum) {
    if (done <= warmupSteps) {
      return first;
    }
    double share = Math.min(1, (double) (done - warmupSteps) / (steps - warmupSteps));
    return minimum + (first - minimum) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
