package dev.pharos.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.webui.Dashboard;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardRoutesTest {
  private static final Pattern PAGE = Pattern.compile("pattern: '(/[^']+)'");

  @Test
  void everyPageCanBeOpenedByItsAddressByThoseWhoHaveYetToLogIn() {
    var router = Dashboard.asset("/js/core/router.js").orElseThrow().bytes();
    var pages =
        PAGE.matcher(new String(router, StandardCharsets.UTF_8))
            .results()
            .map((MatchResult page) -> page.group(1).replaceAll(":\\w+", "x"))
            .toList();

    assertThat(pages)
        .contains("/runs", "/runs/x")
        .allSatisfy(page -> assertThat(DashboardRoutes.PUBLIC.contains(page)).as(page).isTrue());
  }
}
