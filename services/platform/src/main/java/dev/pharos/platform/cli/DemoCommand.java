package dev.pharos.platform.cli;

import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.demo.Demo;
import dev.pharos.platform.demo.DemoPlan;
import dev.pharos.platform.local.LocalPlatform;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos demo}. */
@Command(
    name = "demo",
    description = {
      "Goes the whole way once: starts the platform, draws handwritten-looking digits, imports them,"
          + " trains LeNet-5 through Kafka, promotes the model and classifies images it has never"
          + " seen.",
      "Then the dashboard stays open until Ctrl-C."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos demo",
      "  pharos demo --exit --data /tmp/pharos-demo --port 0 --kafka-port 0 --postgres-port 0"
    })
final class DemoCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--exit",
      description = "Stop everything at the end: exit code 0 if all went well, 1 if not.")
  private boolean exit;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "8000",
      description = "How many digits to draw (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "6",
      description = "Passes over the training images (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin private PlatformFlags flags;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    var session = new PlatformSession(surroundings);
    var platform = session.open(flags.options());
    session.whileOpen(() -> demonstrate(platform));
    if (exit) {
      platform.close();
      return 0;
    }
    surroundings.say("The dashboard stays open at %s until Ctrl-C.".formatted(platform.url()));
    return session.untilEnd();
  }

  private void demonstrate(LocalPlatform platform) throws IOException, InterruptedException {
    var client =
        new PharosClient(URI.create(platform.url()), Connection.token(surroundings.environment()));
    new Demo(client, platform.home(), surroundings.terminal(), new DemoPlan(images, epochs)).run();
  }
}
