package dev.pharos.engine.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Asks NVIDIA's driver for its cards, by the tool that comes with it. A process of its own is
 * asked, because a driver that does not fit can end the process that loads it.
 */
final class NvidiaDriver {
  private static final List<String> COMMAND =
      List.of(
          "nvidia-smi",
          "--query-gpu=uuid,name,compute_cap,memory.total,driver_version",
          "--format=csv,noheader,nounits");
  private static final int LIMIT_SECONDS = 20;

  /** Id, name, compute capability, megabytes, driver; only the name may hold a comma. */
  private static final Pattern LINE =
      Pattern.compile("(GPU-[\\w-]+), *(.+), *(\\d+)\\.(\\d+), *(\\d{1,9}), *([\\w.]+)");

  private NvidiaDriver() {}

  /**
   * What the driver said.
   *
   * @param devices its cards, in its order
   * @param trouble why there are none; empty when there are
   */
  record Answer(List<CudaDevice> devices, Optional<String> trouble) {
    Answer {
      devices = List.copyOf(devices);
    }

    static Answer none(String trouble) {
      return new Answer(List.of(), Optional.of(trouble));
    }
  }

  static Answer ask() {
    return ask(COMMAND);
  }

  static Answer ask(List<String> command) {
    try {
      // A file and not a pipe: a tool that hangs must not make its reader hang.
      var answer = Files.createTempFile("nvidia-smi", ".csv");
      try {
        return ask(command, answer.toFile());
      } finally {
        Files.deleteIfExists(answer);
      }
    } catch (IOException e) {
      return Answer.none("there is no NVIDIA driver here (nvidia-smi cannot be started)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none("interrupted while asking the driver");
    }
  }

  private static Answer ask(List<String> command, File answer)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(answer).start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Answer.none(
          "nvidia-smi did not answer within " + LIMIT_SECONDS + " s: the driver hangs");
    }
    var lines = Files.readAllLines(answer.toPath());
    return process.exitValue() == 0
        ? parse(lines)
        : Answer.none("nvidia-smi says: " + String.join(" ", lines).strip());
  }

  static Answer parse(List<String> lines) {
    var devices = new ArrayList<CudaDevice>();
    for (var line : lines) {
      var match = LINE.matcher(line.strip());
      if (match.matches()) {
        devices.add(
            new CudaDevice(
                match.group(1),
                match.group(2).strip(),
                Integer.parseInt(match.group(3)),
                Integer.parseInt(match.group(4)),
                Long.parseLong(match.group(5)) << 20,
                match.group(6)));
      }
    }
    return devices.isEmpty()
        ? Answer.none("the driver names no card: " + String.join(" ", lines).strip())
        : new Answer(devices, Optional.empty());
  }
}
