package dev.pharos.webui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a bundler would have found out: every import has its file, and nothing circumvents lit's
 * escaping.
 */
class ModulesTest {
  private static final Path SOURCES = Path.of("src/main/resources/web");
  private static final int MOST_LINES = 220;
  private static final String CHECKED = "// @ts-check\n";

  private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\": \"(/[^\"]+)\"");
  private static final Pattern IMPORTED =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*[\"']([^\"'\\s]+)[\"']");
  private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");

  @Test
  void everyImportLeadsToAFile() {
    var map = importMap();
    assertThat(map).containsKeys("lit", "chart.js");
    var seen = new LinkedHashSet<String>(Set.of("/js/main.js"));
    var open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      var path = open.remove();
      var asset = Dashboard.asset(path);
      assertThat(asset).as("%s, imported by a module or the import map", path).isPresent();
      for (var imported : imports(asset.orElseThrow().text())) {
        var target = resolve(path, imported, map);
        if (seen.add(target)) {
          open.add(target);
        }
      }
    }
    assertThat(seen).contains("/js/pages/runs-page.js", map.get("chart.js"));
  }

  @Test
  void everyModuleIsReached() throws IOException {
    var imported =
        sources(".js").values().stream()
            .flatMap(text -> imports(text).stream())
            .collect(Collectors.toSet());
    assertThat(sources(".js").keySet())
        .filteredOn(path -> !path.equals("js/main.js") && !path.equals("js/theme-early.js"))
        .allSatisfy(
            path ->
                assertThat(imported)
                    .as("imports of %s", path)
                    .anyMatch(target -> target.endsWith("/" + Path.of(path).getFileName())));
  }

  @Test
  void thePageLinksFilesThatExist() {
    var links =
        LINKED.matcher(Dashboard.page().text()).results().map(found -> found.group(1)).toList();

    assertThat(links)
        .contains("/js/main.js")
        .allSatisfy(link -> assertThat(Dashboard.asset(link)).isPresent());
  }

  @Test
  void modulesAreCheckedAndSmall() throws IOException {
    var sources = sources(".js");

    assertThat(sources.entrySet().stream().filter(e -> !e.getValue().startsWith(CHECKED)))
        .extracting(Map.Entry::getKey)
        .as("modules whose types are not checked")
        .isEmpty();
    assertThat(sources.entrySet().stream().filter(e -> e.getValue().lines().count() > MOST_LINES))
        .extracting(Map.Entry::getKey)
        .as("modules of more than %d lines", MOST_LINES)
        .isEmpty();
  }

  @Test
  void nothingCircumventsEscapingOrThePolicy() throws IOException {
    assertThat(sources(".js"))
        .allSatisfy(
            (path, text) ->
                assertThat(text)
                    .as(path)
                    .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|unsafe-html|unsafeHTML|document\\.write")
                    .doesNotContainPattern("\\beval\\(|new Function\\(")
                    .doesNotContainPattern("\\sstyle=\"")
                    .doesNotContainPattern("\\son[a-z]+=\""));
  }

  @Test
  void nothingComesFromElsewhere() throws IOException {
    var files = new TreeMap<>(sources(".js"));
    files.putAll(sources(".css"));
    files.putAll(sources(".html"));

    assertThat(files)
        .allSatisfy(
            (path, text) ->
                assertThat(text)
                    .as(path)
                    .doesNotContainPattern(
                        "(?:from|import|src=|href=|url\\()\\s*\\(?[\"']?(?:https?:)?//"));
  }

  private static String resolve(String importer, String imported, Map<String, String> map) {
    if (imported.startsWith(".") || imported.startsWith("/")) {
      return URI.create(importer).resolve(imported).getPath();
    }
    if (map.containsKey(imported)) {
      return map.get(imported);
    }
    return map.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("/") && imported.startsWith(entry.getKey()))
        .map(entry -> entry.getValue() + imported.substring(entry.getKey().length()))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    importer + " imports " + imported + ", which the import map lacks"));
  }

  private static List<String> imports(String text) {
    return IMPORTED
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(target -> target.matches("[@./A-Za-z0-9_-]+"))
        .toList();
  }

  private static Map<String, String> importMap() {
    return MAPPED
        .matcher(Dashboard.page().text())
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }

  private static Map<String, String> sources(String suffix) throws IOException {
    try (var files = Files.walk(SOURCES)) {
      var found = new TreeMap<String, String>();
      for (var file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
        found.put(SOURCES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
      return found;
    }
  }
}
