package dev.pharos.contracts.run;

import java.time.Instant;

/**
 * One measured value.
 *
 * @param name such as {@code train/loss}, {@code train/learning-rate}, {@code
 *     validation/top1-error}
 * @param step steps done when it was measured, from 1
 * @param epoch the epoch it belongs to, from 1
 * @param value the value; NaN and infinities travel as strings
 * @param at when
 */
public record MetricPoint(String name, long step, int epoch, double value, Instant at) {}
