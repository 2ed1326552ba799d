package dev.pharos.platform.cli;

import dev.pharos.contracts.job.StartFrom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The model that training begins with, as options. */
final class StartOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--start-from",
      paramLabel = "MODEL[@ALIAS]",
      converter = NameAt.Converter.class,
      description =
          "Begin with a registered model, by an alias or a version such as digits@3. By default the"
              + " alias champion, or the newest version where there is no champion.")
  private NameAt model;

  @Option(
      names = "--freeze-up-to",
      paramLabel = "LAYER",
      description = "Do not train this layer and all before it.")
  private String freezeUpTo;

  /** The choice; null for training from anew. */
  StartFrom startFrom() {
    if (model == null && freezeUpTo != null) {
      throw new ParameterException(
          command.commandLine(),
          "--freeze-up-to %s: only what --start-from brings can be frozen".formatted(freezeUpTo));
    }
    return model == null
        ? null
        : new StartFrom(
            model.name(), model.version().orElse(null), model.alias().orElse(null), freezeUpTo);
  }
}
