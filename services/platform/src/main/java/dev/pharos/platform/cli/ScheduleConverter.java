package dev.pharos.platform.cli;

import dev.pharos.contracts.job.Schedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a schedule such as {@code step:30:0.1}, {@code plateau:0.1:5:3} or {@code cosine}. */
final class ScheduleConverter implements ITypeConverter<Schedule> {
  @Override
  public Schedule convert(String text) {
    var parts = new Parts(text);
    var schedule =
        switch (parts.name()) {
          case "constant" -> new Schedule.Constant();
          case "step" -> new Schedule.Step(parts.required("EPOCHS"), parts.number("FACTOR"));
          case "plateau" ->
              new Schedule.Plateau(
                  parts.number("FACTOR"), parts.whole("PATIENCE"), parts.whole("MOST"));
          case "cosine" -> new Schedule.Cosine(parts.number("MINIMUM"));
          default ->
              throw new TypeConversionException(
                  "'%s' is none of constant, step:EPOCHS[:FACTOR],".formatted(text)
                      + " plateau[:FACTOR[:PATIENCE[:MOST]]], cosine[:MINIMUM]");
        };
    parts.requireEnd();
    return schedule;
  }
}
