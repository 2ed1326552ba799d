package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.pharos.systemtests.PlatformProcess;
import dev.pharos.systemtests.SharedPlatform;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How networks are looked at, chosen and written, on a real platform. */
@BrowserTest
@ExtendWith(SharedPlatform.class)
class DashboardNetworksST {
  private static PlatformProcess platform;
  private Visit visit;

  @BeforeAll
  static void train(PlatformProcess shared) {
    platform = shared;
    Trained.on(shared.client());
  }

  @BeforeEach
  void open(Visit visit) {
    this.visit = visit;
  }

  @AfterEach
  void noScriptComplained() {
    assertThat(visit.errors()).isEmpty();
  }

  @Test
  void theFormShowsWhatTheNetworkWouldBeWhileItIsChosen() {
    go("/new?dataset=" + Trained.DATASET);
    network("nin").check();
    assertThat(figures()).containsText("966,986");
    visit.field("Batch size").fill("64");
    assertThat(figures()).containsText("batch of 64");
    visit.text("Settings of the network").click();
    visit.field("kernel1").selectOption("3");
    assertThat(figures()).not().containsText("966,986");
    visit.page().locator(".described summary").click();
    assertThat(visit.page().locator(".layers tbody tr").first()).containsText("32 × 32 × 192");

    visit.field("Input size").fill("tiny");
    assertThat(visit.field("Input size"))
        .hasAccessibleDescription(Pattern.compile("height x width x channels, such as"));
  }

  @Test
  void aRecipeFillsWhatNobodyHasChosen() {
    go("/new?dataset=" + Trained.DATASET);
    visit.field("Epochs").fill("3");
    visit.field("Recipe").selectOption("alexnet-paper");

    assertThat(visit.field("Batch size")).hasValue("128");
    assertThat(visit.field("Learning rate")).hasValue("0.01");
    assertThat(visit.field("Epochs")).hasValue("3");
    assertThat(visit.field("Epochs")).hasAccessibleDescription("alexnet-paper has 90");
    visit.text("More settings").first().click();
    assertThat(visit.field("Optimizer")).hasValue("sgd");
    assertThat(visit.field("Schedule")).hasValue("plateau");
    assertThat(visit.field("Changes at most")).hasValue("3");
    assertThat(visit.page().locator("pre").last())
        .hasText(
            Pattern.compile(
                "\"training\": \\{\\s*\"recipe\": \"alexnet-paper\",\\s*\"epochs\": 3\\s*}"));
  }

  @Test
  void whatNoWorkerCanHoldIsToldBeforeItIsSubmitted() {
    go("/new?network=vgg19&dataset=" + Trained.DATASET);
    assertThat(figures()).isVisible();
    visit.field("Batch size").fill("65536");

    assertThat(visit.page().locator("[data-warning=memory]")).containsText("TiB");
    visit.field("Batch size").fill("1");
    assertThat(visit.page().locator("[data-warning=memory]")).hasCount(0);
  }

  @Test
  void aNetworkIsLookedAtAndTakenToTheForm() {
    go("/networks");
    visit.link("googlenet").click();
    assertThat(visit.heading("GoogLeNet")).isFocused();
    assertThat(figures()).containsText("6,998,552");
    assertThat(visit.page().locator(".layers tfoot")).containsText("With auxiliary heads");
    visit.field("auxiliary").selectOption("false");
    assertThat(visit.page().locator(".layers tfoot")).not().containsText("auxiliary");
    assertThat(visit.page()).hasURL(Pattern.compile("auxiliary=false"));

    visit.link("Train it").click();
    assertThat(network("googlenet")).isChecked();
    assertThat(visit.field("auxiliary")).hasValue("false");
  }

  @Test
  void formAndTablesFitAPhone() {
    visit.onAPhone();
    for (var path : new String[] {"/networks", "/networks/resnet50", "/new?network=googlenet"}) {
      go(path);
      assertThat(visit.page().locator("h1")).isVisible();
      assertThat(visit.page().locator(".described, table").first()).isVisible();
      visit.page().evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))");
      assertThat(visit.scrollsSideways()).as(path).isFalse();
    }
  }

  private void go(String path) {
    visit.to(platform.url(), path);
  }

  private Locator network(String name) {
    return visit.page().locator("input[name='network.name'][value='" + name + "']");
  }

  private Locator figures() {
    return visit.page().locator(".described .tiles");
  }
}
