package dev.pharos.platform.cli;

import dev.pharos.platform.client.DeadLetter;
import dev.pharos.platform.client.PharosClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class DltFilter {
  /** Where they are. */
  static final String PATH = "/v1/dead-letters";

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Only those of a topic, such as job.commands.")
  private String topic;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = PastTimeConverter.class,
      description = "Only newer ones: 90s, 30m, 12h or 7d ago, or an ISO-8601 time.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = PastTimeConverter.class,
      description = "Only older ones, likewise.")
  private Instant until;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "The newest N, at most 500 (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** Whether anything narrows the choice. */
  boolean narrows() {
    return topic != null || since != null || until != null;
  }

  /** The parameters of the list. */
  Map<String, Object> query() {
    var query = new HashMap<String, Object>();
    query.put("topic", topic);
    query.put("since", since);
    query.put("until", until);
    query.put("limit", limit);
    return query;
  }

  /** The letters, newest first. */
  List<DeadLetter> letters(PharosClient client) {
    return client.get(PATH, query()).items(DeadLetter.class);
  }
}
