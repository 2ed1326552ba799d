package dev.pharos.platform.cli;

import dev.pharos.contracts.Violation;
import dev.pharos.embedded.EmbeddedException;
import dev.pharos.migrations.MigrationException;
import dev.pharos.platform.client.ProblemException;
import dev.pharos.platform.client.ServerException;
import dev.pharos.platform.demo.DemoFailure;
import dev.pharos.runtime.StartException;
import dev.pharos.runtime.config.SettingsException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says why a command failed: in a line or a few where the reason is known, with the stack trace
 * where it is not, for then it is a mistake of ours.
 */
final class Failures implements IExecutionExceptionHandler {
  static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** Failures whose message was written for the user. */
  private static final List<Class<?>> KNOWN =
      List.of(
          ServerException.class,
          CommandFailure.class,
          DemoFailure.class,
          StartException.class,
          SettingsException.class,
          EmbeddedException.class,
          MigrationException.class);

  private final Surroundings surroundings;

  Failures(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ProblemException problem) {
      report(heading(problem));
      problem.errors().forEach(error -> surroundings.remark("  " + error));
    } else if (KNOWN.stream().anyMatch(known -> known.isInstance(failure))) {
      report(failure.getMessage());
    } else {
      report("this should not have happened:");
      failure.printStackTrace(surroundings.terminal().err());
    }
    return FAILED;
  }

  private void report(String message) {
    surroundings.remark("pharos: %s".formatted(message));
  }

  private static String firstLine(Violation error) {
    return error.message().lines().findFirst().orElse("");
  }

  /** The detail, unless it only says in one line what the fields' own lines will say. */
  private static String heading(ProblemException problem) {
    var repeats =
        !problem.errors().isEmpty()
            && problem.errors().stream()
                .allMatch(error -> problem.getMessage().contains(firstLine(error)));
    return repeats ? "refused, because of" : problem.getMessage();
  }
}
