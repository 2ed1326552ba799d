package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Recipe;
import dev.pharos.platform.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What is said about the command line itself. */
final class UsageTest {
  private final Shell shell = Shell.with("PHAROS_SERVER", "http://127.0.0.1:1");

  static Stream<CommandLine> commands() {
    var all = new ArrayList<CommandLine>();
    collect(
        CommandLines.of(new Surroundings(new Terminal(System.out, System.err, 0), Map.of())), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(each -> collect(each, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(CommandLine command) {
    var name = command.getCommandSpec().qualifiedName();
    var help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

    assertThat(help).startsWith("Usage: " + name);
    assertThat(help.lines().toList()).allMatch(line -> line.length() <= 100);
    if (!name.endsWith("generate-completion")) {
      assertThat(help).contains("Example").contains("  " + name).contains("Exit codes:");
    }
  }

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void theHelpOfTrainNamesEveryRecipe(Recipe recipe) {
    assertThat(shell.run("train", "--help").out()).contains(recipe.label());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian | Did you mean: pharos train?",
        "train --dataset d | Missing required option: '--network=NAME'",
        "train --network n --dataset d --epochs x | '--epochs': 'x' is not an int",
        "train --network n --dataset d --optimizer rms | 'rms' is none of sgd, adam",
        "train --network n --dataset d@new | a data set's version is a number, such as d@1",
        "train --network n --dataset d --no-cuda --device cuda | contradict each other",
        "train --network n --dataset d --recipe fast | 'fast' is none of adam, alexnet-paper",
        "train --network n --dataset d --schedule stairs | 'stairs' is none of constant, step:EPOCHS",
        "train --network n --dataset d --schedule step | 'step': :EPOCHS is missing",
        "train --network n --dataset d --schedule step:x | EPOCHS is a whole number and not 'x'",
        "train --network n --dataset d --schedule cosine:0:1 | 'cosine:0:1': ':1' is too much",
        "train --network n --dataset d --early-stopping soon | PATIENCE is a whole number",
        "train --network n --dataset d --freeze-up-to c1 | only what --start-from brings",
        "train --network n --dataset d --pattern FC(2) | leave one out",
        "compare all --network n --dataset d | 'all' is none of relu-tanh, lrn",
        "inspect occlusion | name either a model, such as shapes@champion, or --run ID",
        "inspect occlusion m --run last | name either a model",
        "inspect guess m | 'guess' is none of filters, deconvolution, occlusion",
        "inspect filters m --no-wait --out x | leave one out",
        "inspect filters m --dataset d@new | a data set's version is a number, such as d@1",
        "models promote digits two | 'two' is not an int",
        "classify --model a@b@c x.png | 'a@b@c' is not a name such as digits",
        "runs --server not\\an\\address | is not an address such as http://127.0.0.1:8080",
        "dataset | what about data sets? import, list, show"
      })
  void wrongUsageIsExplainedAndExitsWith2(String line, String expected) {
    var result = shell.run(line.strip().split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("pharos: ").contains(expected.strip()).contains("--help'");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void noPlatformIsExplainedAndExitsWith1() {
    var result = shell.run("runs");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("no Pharos platform answers at http://127.0.0.1:1")
        .contains("'pharos up'")
        .contains("--server");
  }

  @Test
  void theServerMayBeNamedWithoutScheme() {
    assertThat(shell.run("runs", "--server", "127.0.0.1:2").err())
        .contains("at http://127.0.0.1:2 ");
  }

  @Test
  void completionIsGenerated() {
    var result = shell.run("generate-completion");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("complete -F _complete_pharos").contains("--log-interval");
  }
}
