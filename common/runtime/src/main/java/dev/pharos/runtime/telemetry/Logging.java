package dev.pharos.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Configures Logback: as its service provider with sensible values before any setting is read, and
 * again by {@link #configure} with the settings. A {@code logback.xml} on the class path or {@code
 * -Dlogback.configurationFile} is left in charge.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String PATTERN =
      "%d{HH:mm:ss.SSS} %-5level %-28.28logger{0} %msg%replace( [%mdc]){' \\[\\]', ''}%n";
  private static final long FILE_BYTES = 20L << 20;
  private static final int FILES_KEPT = 3;
  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "dev.pharos", Level.INFO,
          // Each producer and consumer prints its hundred settings at INFO.
          "org.apache.kafka", Level.WARN,
          // It warns at every reconnect, some ten times a second while a broker is away.
          "org.apache.kafka.clients.NetworkClient", Level.ERROR,
          // It warns of each batch that it sends again, which the loss of a broker makes it do.
          "org.apache.kafka.clients.producer.internals.Sender", Level.ERROR,
          // It warns of each partition whose end is asked for without reading it.
          "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils", Level.ERROR,
          // A new broker of this process warns at each look for a group until it has made the
          // topic of the groups.
          "kafka.server.DefaultAutoTopicCreationManager", Level.ERROR,
          "com.zaxxer.hikari", Level.WARN,
          // They warn of each connection that breaks, with its trace; who used it says so, too.
          "com.zaxxer.hikari.pool.PoolBase", Level.ERROR,
          "com.zaxxer.hikari.pool.ProxyConnection", Level.ERROR);

  /** For Logback's service loader. */
  public Logging() {}

  /** Applies the log settings of a process. */
  public static void configure(LogConfig config) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getObject(Logging.class.getName()) != null) {
      apply(context, config);
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.putObject(Logging.class.getName(), this);
    apply(context, LogConfig.text());
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void apply(LoggerContext context, LogConfig config) {
    var marker = context.getObject(Logging.class.getName());
    context.reset();
    context.putObject(Logging.class.getName(), marker);
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender(context, config));
    var level = Level.toLevel(config.level().name());
    root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
    LIBRARIES.forEach((name, standard) -> context.getLogger(name).setLevel(standard));
    context.getLogger("dev.pharos").setLevel(level);
  }

  private static OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, LogConfig config) {
    OutputStreamAppender<ILoggingEvent> appender;
    if (config.file().isPresent()) {
      appender = rollingFile(context, config.file().get().toString());
    } else {
      appender = new ConsoleAppender<>();
    }
    appender.setContext(context);
    appender.setName("pharos");
    appender.setEncoder(encoder(context, config.format()));
    appender.start();
    return appender;
  }

  /** A file that is set aside when it has grown large, so that logs never fill a disk. */
  private static OutputStreamAppender<ILoggingEvent> rollingFile(
      LoggerContext context, String path) {
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setFile(path);
    var window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(file);
    window.setFileNamePattern(path + ".%i");
    window.setMinIndex(1);
    window.setMaxIndex(FILES_KEPT);
    window.start();
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(FILE_BYTES));
    size.start();
    file.setRollingPolicy(window);
    file.setTriggeringPolicy(size);
    return file;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogConfig.Format format) {
    Encoder<ILoggingEvent> encoder;
    if (format == LogConfig.Format.JSON) {
      var json = new JsonEncoder();
      json.setWithContext(false);
      json.setWithFormattedMessage(true);
      json.setWithMessage(false);
      json.setWithArguments(false);
      json.setWithSequenceNumber(false);
      json.setWithNanoseconds(false);
      encoder = json;
    } else {
      var text = new PatternLayoutEncoder();
      text.setPattern(PATTERN);
      encoder = text;
    }
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
