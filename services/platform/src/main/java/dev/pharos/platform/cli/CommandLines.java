package dev.pharos.platform.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pharos.contracts.inspection.CropChoice;
import dev.pharos.contracts.inspection.ImageSplit;
import dev.pharos.contracts.inspection.InspectionKind;
import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.Comparison;
import dev.pharos.contracts.job.DecayMode;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepMode;
import dev.pharos.contracts.job.SweepParameter;
import dev.pharos.contracts.job.SweepTime;
import dev.pharos.contracts.job.TestCrops;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Puts the command line together. */
public final class CommandLines {
  private static final int WIDTH_OF_HELP = 100;

  private CommandLines() {}

  /** The whole command line, ready to execute. */
  public static CommandLine of(Surroundings surroundings) {
    var terminal = surroundings.terminal();
    return new CommandLine(PharosCommand.class, new Factory(surroundings))
        .setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .registerConverter(Optimizer.class, new EnumName<>(Optimizer.class))
        .registerConverter(Recipe.class, new EnumName<>(Recipe.class))
        .registerConverter(DecayMode.class, new EnumName<>(DecayMode.class))
        .registerConverter(TestCrops.class, new EnumName<>(TestCrops.class))
        .registerConverter(Augmentation.class, new AugmentationWords())
        .registerConverter(SweepMethod.class, new EnumName<>(SweepMethod.class))
        .registerConverter(SweepMode.class, new EnumName<>(SweepMode.class))
        .registerConverter(SweepTime.class, new EnumName<>(SweepTime.class))
        .registerConverter(SweepParameter.class, new VaryConverter())
        .registerConverter(Device.class, new EnumName<>(Device.class))
        .registerConverter(Otherwise.class, new EnumName<>(Otherwise.class))
        .registerConverter(Comparison.class, new EnumName<>(Comparison.class))
        .registerConverter(InspectionKind.class, new EnumName<>(InspectionKind.class))
        .registerConverter(ImageSplit.class, new EnumName<>(ImageSplit.class))
        .registerConverter(CropChoice.class, new EnumName<>(CropChoice.class))
        .registerConverter(RunState.class, new EnumName<>(RunState.class))
        .registerConverter(RunsCommand.Order.class, new EnumName<>(RunsCommand.Order.class))
        .registerConverter(
            SampleDataCommand.Kind.class, new EnumName<>(SampleDataCommand.Kind.class))
        .registerConverter(ServiceCommand.Name.class, new EnumName<>(ServiceCommand.Name.class))
        .setUsageHelpLongOptionsMaxWidth(32)
        .setUsageHelpWidth(WIDTH_OF_HELP)
        .setExecutionExceptionHandler(new Failures(surroundings))
        .setParameterExceptionHandler(new UsageErrors());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
  }

  /** Gives the surroundings to each command and mixin that wants them. */
  private record Factory(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Surroundings.class) {
          return type.cast(constructor.newInstance(surroundings));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
