package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/** What the contracts of the services promise, what the one door lets in, and what docs/ tells. */
@ExtendWith(SharedPlatform.class)
final class ContractsST {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<String> SERVICES =
      List.of("experiment-registry", "dataset-service", "serving-gateway");
  private static final List<String> METHODS =
      List.of("get", "head", "post", "put", "patch", "delete");
  private static final Pattern TOLD =
      Pattern.compile("\\b(GET|HEAD|POST|PUT|PATCH|DELETE) (/v[12]/[^`?\\s\"]*)");

  /** An operation; the path's parameters are all {@code {}}. */
  private record Operation(String method, String path) implements Comparable<Operation> {
    static Operation of(String method, String path) {
      return new Operation(method, path.replaceAll("\\{[^}]+}", "{}"));
    }

    @Override
    public int compareTo(Operation other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return path + " " + method;
    }
  }

  /** Each service refuses to start with a contract of which it does not answer an operation. */
  @Test
  void everyOperationIsReachedThroughTheRegistry(PlatformProcess platform) throws Exception {
    var softly = new SoftAssertions();
    for (var operation : operations()) {
      if (operation.path().endsWith("/events")) {
        continue; // a stream without end
      }
      var request =
          HttpRequest.newBuilder(URI.create(platform.url() + operation.path().replace("{}", "zzz")))
              .method(operation.method(), BodyPublishers.noBody())
              .build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      softly.assertThat(answer.statusCode()).as("%s", operation).isNotIn(405, 500, 501, 502, 503);
      softly
          .assertThat(answer.statusCode() == 404 && !answer.body().contains("zzz"))
          .as("%s: %s", operation, answer.body())
          .isFalse();
      softly.assertThat(answer.body()).as("%s", operation).doesNotContain("there is nothing at");
    }
    softly.assertAll();
  }

  @Test
  void whatTheDocumentsTellIsInAContract() throws IOException {
    var told = new TreeSet<Operation>();
    for (var line : documents()) {
      TOLD.matcher(line)
          .results()
          .map(found -> Operation.of(found.group(1), found.group(2)))
          .forEach(told::add);
    }

    assertThat(told).hasSizeGreaterThan(50);
    assertThat(operations()).containsAll(told);
  }

  private static List<String> documents() throws IOException {
    var lines = new ArrayList<String>();
    try (var files = Files.walk(Checkout.root().resolve("docs"))) {
      var pages = files.filter(file -> file.toString().endsWith(".md"));
      for (var page :
          Stream.concat(pages, Stream.of(Checkout.root().resolve("README.md"))).toList()) {
        lines.addAll(Files.readAllLines(page));
      }
    }
    return lines;
  }

  @SuppressWarnings("unchecked")
  private static Set<Operation> operations() throws IOException {
    var operations = new TreeSet<Operation>();
    for (var service : SERVICES) {
      var file = "/openapi/" + service + ".yaml";
      try (var contract = ContractsST.class.getResourceAsStream(file)) {
        Map<String, Object> document = new Yaml().load(contract);
        var paths = (Map<String, Map<String, Object>>) document.get("paths");
        paths.forEach(
            (path, methods) ->
                methods.keySet().stream()
                    .filter(METHODS::contains)
                    .map(method -> Operation.of(method.toUpperCase(Locale.ROOT), path))
                    .forEach(operations::add));
      }
    }
    return operations;
  }
}
