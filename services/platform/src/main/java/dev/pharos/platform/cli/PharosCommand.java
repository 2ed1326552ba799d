package dev.pharos.platform.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code pharos}: its subcommands are the product. */
@Command(
    name = "pharos",
    description = "Trains, tracks and serves AlexNet-family image classifiers.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nParameters:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, the reason is on the standard error", "2:wrong usage"},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      SampleDataCommand.class,
      DatasetCommand.class,
      TrainCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      RunsCommand.class,
      RunCommand.class,
      QueueCommand.class,
      TeamsCommand.class,
      AutomationsCommand.class,
      ModelsCommand.class,
      NetworksCommand.class,
      ClassifyCommand.class,
      DltCommand.class,
      InspectCommand.class,
      ServiceCommand.class,
      VersionCommand.class,
      GenerateCompletion.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos demo                                       from nothing to a served network",
      "  pharos up                                         start the platform",
      "  pharos dataset import ~/photos --name photos      take in a folder of images",
      "  pharos train --network lenet5 --dataset photos --register photos --watch",
      "  pharos networks show vgg16                        its layers, parameters and memory",
      "  pharos classify --model photos@champion cat.jpg   ask what is on an image",
      "  pharos inspect occlusion photos --image 7         which part of an image it looks at",
      "",
      "Environment: PHAROS_SERVER (address of the platform), PHAROS_API_TOKEN (its token, if it",
      "asks for one), PHAROS_HOME (data folder, ~/.pharos), PHAROS_JAVA_OPTS (options for the JVM),",
      "JAVA_HOME."
    })
final class PharosCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? " + names(spec));
  }

  /** The names of a command's subcommands, for a message. */
  static String names(CommandSpec spec) {
    return String.join(", ", spec.subcommands().keySet());
  }
}
