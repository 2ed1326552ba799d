package dev.pharos.platform.cli;

import dev.pharos.contracts.job.Optimizer;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.Shape;
import dev.pharos.networks.pattern.Caret;
import dev.pharos.networks.pattern.Pattern;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import dev.pharos.platform.networks.NetworkReport;
import dev.pharos.platform.networks.NetworkText;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pharos networks show}. */
@Command(
    name = "show",
    description =
        "Shows each layer of a network with its output, parameters, multiply-adds and memory; needs"
            + " no platform.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos networks show alexnet --batch 128",
      "  pharos networks show alexnet-single --classes 2 --setting lrn=false --json",
      "  pharos networks show vgg16 --input 64x64x3 --classes 10",
      "  pharos networks show pattern --pattern 'INPUT(32x32x3) -> [CONV(5x5,32) -> POOL]*2 -> FC'"
    })
final class NetworksShowCommand implements Runnable {
  private static final int MOST_IMAGES = 65_536;

  private final Surroundings surroundings;

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The network; may be left out with --pattern.")
  private String name;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images per step, for the memory (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "Number of classes, by default the network's own.")
  private Integer classes;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "adam",
      description = "sgd or adam, for the memory (default: ${DEFAULT-VALUE}).")
  private Optimizer optimizer;

  @Mixin private NetworkOptions options;
  @Mixin private Output output;

  NetworksShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (batch < 1 || batch > MOST_IMAGES) {
      throw wrong("--batch: " + batch + " is not valid; 1 to " + MOST_IMAGES + " images");
    }
    var network = options.network(name);
    if (network == null) {
      throw wrong(
          "which network? "
              + String.join(", ", Networks.all().stream().map(each -> each.name()).toList()));
    }
    var chosen = options.settings();
    NetworkReport report;
    try {
      report = report(network, chosen);
    } catch (NetworkException e) {
      throw wrong(explained(e, chosen.getOrDefault(NetworkOptions.PATTERN, "")));
    }
    if (output.json()) {
      output.print(report);
    } else {
      NetworkText.lines(report).forEach(surroundings::say);
    }
  }

  private NetworkReport report(String network, Map<String, String> chosen) {
    var entry = Networks.named(network);
    var all = NetworkSettings.defaults();
    for (var setting : chosen.entrySet()) {
      all = all.with(setting.getKey(), setting.getValue());
    }
    if (classes != null) {
      all = all.withClasses(classes);
    }
    if (options.input() != null) {
      all = all.withInput(Shape.parse(options.input()));
    }
    return NetworkReport.of(entry, Networks.build(network, all), chosen, batch, optimizer);
  }

  private static String explained(NetworkException e, String text) {
    var said = new StringBuilder(e.getMessage());
    if (e.field().equals(Pattern.FIELD)) {
      Caret.lines(text, e)
          .forEach(line -> said.append(System.lineSeparator()).append("  ").append(line));
    }
    return said.toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
