package dev.pharos.registry.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.pharos.contracts.job.SweepParameter;
import dev.pharos.contracts.job.SweepScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What one parameter of a sweep may be, and how it is drawn. */
final class Range {
  /** More steps than this are drawn from, and not listed. */
  static final int MOST_POINTS = 1_000;

  /** Digits of a drawn number: what is shown is what was trained. */
  private static final MathContext DIGITS = new MathContext(6);

  private final SweepParameter parameter;

  Range(SweepParameter parameter) {
    this.parameter = parameter;
  }

  /** Every value, in order; empty for a range that is not divided, or very finely. */
  Optional<List<JsonNode>> points() {
    if (parameter.values() != null) {
      return Optional.of(parameter.values());
    }
    if (parameter.count() != null) {
      Set<JsonNode> points = new LinkedHashSet<>();
      IntStream.range(0, parameter.count())
          .mapToObj(i -> number(at((double) i / (parameter.count() - 1))))
          .forEach(points::add);
      return Optional.of(List.copyOf(points));
    }
    return steps() == null || steps() >= MOST_POINTS
        ? Optional.empty()
        : Optional.of(LongStream.rangeClosed(0, steps()).mapToObj(this::step).toList());
  }

  /** A random value. */
  JsonNode draw(SplittableRandom random) {
    var points = points();
    if (points.isPresent()) {
      return points.get().get(random.nextInt(points.get().size()));
    }
    return steps() == null ? number(at(random.nextDouble())) : step(random.nextLong(steps() + 1));
  }

  /** The least and the greatest value, or each that is listed: what is wrong shows at these. */
  List<JsonNode> corners() {
    return parameter.values() != null
        ? parameter.values()
        : List.of(number(parameter.from()), number(parameter.to()));
  }

  /** How many steps lie between the ends; null if the range is not stepped. */
  private Long steps() {
    if (parameter.step() == null) {
      return null;
    }
    var width = decimal(parameter.to()).subtract(decimal(parameter.from()));
    return width.divideToIntegralValue(decimal(parameter.step())).longValue();
  }

  private JsonNode step(long index) {
    var value =
        decimal(parameter.from())
            .add(decimal(parameter.step()).multiply(BigDecimal.valueOf(index)));
    return number(value.doubleValue());
  }

  /**
   * @param share where between the ends, from 0 to 1
   */
  private double at(double share) {
    double from = parameter.from();
    double to = parameter.to();
    double value =
        parameter.scale() == SweepScale.LOG
            ? from * Math.pow(to / from, share)
            : from + (to - from) * share;
    double rounded = decimal(value).round(DIGITS).doubleValue();
    return Math.max(from, Math.min(to, rounded));
  }

  private JsonNode number(double value) {
    return parameter.whole()
        ? LongNode.valueOf(Math.round(value))
        : value == Math.rint(value) && Math.abs(value) < 1e15 && isStepped()
            ? LongNode.valueOf((long) value)
            : DoubleNode.valueOf(value);
  }

  /** Steps of whole numbers give whole numbers. */
  private boolean isStepped() {
    return parameter.step() != null
        && parameter.step() == Math.rint(parameter.step())
        && parameter.from() == Math.rint(parameter.from());
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value);
  }
}
