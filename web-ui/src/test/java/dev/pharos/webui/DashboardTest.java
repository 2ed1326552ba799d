package dev.pharos.webui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
  @Test
  void thePageCarriesTheVersionsOfItsLibraries() {
    var page = Dashboard.page();

    assertThat(page.mediaType()).isEqualTo("text/html; charset=utf-8");
    assertThat(page.text()).contains("<pharos-app>").doesNotContain("${");
    assertThat(page.cacheControl()).isEqualTo("no-cache");
  }

  @Test
  void thePolicyAllowsTheImportMapAndNoOtherInlineScript() throws Exception {
    var page = Dashboard.page().text();
    var start = page.indexOf('>', page.indexOf("<script type=\"importmap\"")) + 1;
    var script = page.substring(start, page.indexOf("</script>", start));
    var hash =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(script.getBytes(StandardCharsets.UTF_8));

    assertThat(Dashboard.contentSecurityPolicy())
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
        .doesNotContain("unsafe");
  }

  @Test
  void aFileHasItsTypeAndAnETagThatStays() {
    var script = Dashboard.asset("/js/main.js").orElseThrow();

    assertThat(script.mediaType()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.etag()).matches("\"[A-Za-z0-9_-]{43}\"");
    assertThat(Dashboard.asset("/js/main.js").orElseThrow().etag()).isEqualTo(script.etag());
    assertThat(Dashboard.asset("/css/base.css").orElseThrow().etag()).isNotEqualTo(script.etag());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/js",
        "/js/",
        "/js/missing.js",
        "/runs/0198",
        "/../web/index.html",
        "/js/../index.html",
        "/js//main.js",
        "/webjars/../../web/index.html",
        "/webjars/..%2fmain.js",
        "/js/main.js\0.js",
        "/META-INF/MANIFEST.MF"
      })
  void whatIsNoFileIsNotServed(String path) {
    assertThat(Dashboard.asset(path)).isEmpty();
  }

  @Test
  void filesComeFreshFromAFolderWhereOneIsGiven(@TempDir Path folder) throws Exception {
    var file = Files.createDirectory(folder.resolve("js")).resolve("main.js");
    Files.writeString(file, "one");
    assertThat(Dashboard.read("/js/main.js", folder).orElseThrow().text()).isEqualTo("one");
    Files.writeString(file, "two");
    assertThat(Dashboard.read("/js/main.js", folder).orElseThrow().text()).isEqualTo("two");
    assertThat(Dashboard.read("/js/other.js", folder)).isEmpty();
    assertThat(Dashboard.read("/../" + folder.getFileName() + "/js/main.js", folder)).isEmpty();
  }
}
