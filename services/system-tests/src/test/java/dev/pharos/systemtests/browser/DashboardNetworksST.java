package dev.pharos.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How networks are looked at, chosen and written, on a real platform. */
class DashboardNetworksST extends OnPlatform {
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

    assertThat(visit.page().locator("[data-warning=memory]")).containsText("TB");
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
  void aMistakeInAPatternIsMarkedWhereItIs() {
    go("/new?network=pattern&dataset=" + Trained.DATASET);
    var field = visit.field("pattern");
    field.fill("INPUT(28x28x1)\n-> CONVV(5x5,4) -> POOL(2x2/2) -> FC(classes)");

    assertThat(visit.page().locator(".marked mark")).hasText("CONVV");
    assertThat(field).hasAttribute("aria-invalid", "true");
    assertThat(field)
        .hasAccessibleDescription(Pattern.compile("Line 2, character 4: .*did you mean CONV\\?"));
    visit.button("Submit").click();
    assertThat(field).isFocused();
    assertThat((String) field.evaluate("f => f.value.slice(f.selectionStart, f.selectionEnd)"))
        .isEqualTo("CONVV");

    field.fill("INPUT(28x28x1) -> CONV(5x5,4) -> POOL(2x2/2) -> FC(classes)");
    assertThat(visit.page().locator(".marked mark")).hasCount(0);
    assertThat(field).not().hasAttribute("aria-invalid", "true");
    int expected = (5 * 5 + 1) * 4 + (14 * 14 * 4 + 1) * 10;
    assertThat(figures()).containsText("%,d".formatted(expected));
  }

  @Test
  void everyWordThatTheFormExplainsIsUnderstood() {
    go("/networks");
    var refused =
        visit
            .page()
            .evaluate(
                """
                () => import('/js/components/pattern-words.js').then(async ({ WORDS }) => {
                  const refused = [];
                  for (const [word] of WORDS) {
                    const pattern = `INPUT(32x32x3) -> CONV(1x1,4) -> ${word} -> FC(classes)`;
                    const answer = await fetch(`/v1/networks/pattern?${new URLSearchParams({ pattern })}`);
                    if (!answer.ok) refused.push(word);
                  }
                  return refused;
                })
                """);
    assertThat(refused).isEqualTo(List.of());
  }

  @Test
  void theCommandLineKnowsEveryOptionThatTheFormWrites() {
    go("/networks");
    var command =
        visit
            .page()
            .evaluate(
                """
                () => Promise.all([import('/js/core/job-command.js'), import('/js/core/job-fields.js')]).then(([m, { FIELDS }]) => {
                  const job = { network: { name: 'nin', input: '64x64x3', settings: { kernel1: '3' } }, dataset: { name: 'd' },
                    training: { recipe: 'adam', schedule: { kind: 'constant' }, earlyStopping: { patience: 3 } },
                    startFrom: { model: 'm', version: 1, freezeUpTo: 'conv1' }, tags: { a: 'b' },
                    needs: { labels: { a: 'b' } }, waitFor: { runs: ['r'], otherwise: 'fail' }, preemptible: false };
                  for (const { path, flag } of FIELDS) {
                    const [at, name] = path.split('.');
                    if (flag) name ? ((job[at] ??= {})[name] = 1) : (job[at] = 1);
                  }
                  const written = { network: { name: 'pattern', settings: { pattern: 'x' } }, dataset: { name: 'd' } };
                  return m.commandOf(job) + m.commandOf(written);
                })
                """);
    var options =
        Pattern.compile("--[a-z-]+")
            .matcher((String) command)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(options)
        .contains("--pattern", "--schedule", "--decay-mode", "--freeze-up-to")
        .contains("--devices", "--worker-label", "--after", "--otherwise", "--not-preemptible");
    assertThat(platform.pharos().run("train", "--help").ok().out()).contains(options);
  }

  @Test
  void aPatternIsSubmittedAndTrainsToTheEnd() {
    go("/new?network=pattern&dataset=" + Trained.DATASET);
    visit
        .field("pattern")
        .fill("INPUT(28x28x1) -> [CONV(5x5,4) -> RELU -> POOL(2x2/2)]*1 -> FC(classes)");
    visit.field("Recipe").selectOption("fine-tune");
    visit.field("Epochs").fill("1");
    visit.field("Name").fill("written by hand");
    visit.button("Submit").click();

    assertThat(visit.heading("written by hand")).isVisible();
    assertThat(visit.page().locator(".page-head .pill"))
        .containsText("Succeeded", new ContainsTextOptions().setTimeout(120_000));
    assertThat(visit.page().locator(".facts")).containsText("CONV(5x5,4)");
    visit.tab("Job").click();
    var training = visit.page().locator(".values");
    assertThat(training).containsText("fine-tune");
    assertThat(training).containsText("instead of 10");
    assertThat(training).containsText("Along half a cosine");
    visit.link("pattern").click();
    assertThat(visit.field("pattern")).hasValue(Pattern.compile("CONV\\(5x5,4\\)"));
  }

  @Test
  void aRunGoesOnFromAModelWithItsFirstLayersFrozen() {
    go("/new?dataset=" + Trained.DATASET);
    visit.text("Begin with a trained model").click();
    visit.field("Model").selectOption(Trained.MODEL);
    assertThat(visit.field("Recipe")).hasValue("fine-tune");
    assertThat(network("lenet5")).isChecked();
    visit.field("Freeze up to").selectOption("s2");
    visit.field("Epochs").fill("1");
    visit.field("Name").fill("goes on");
    visit.button("Submit").click();

    assertThat(visit.heading("goes on")).isVisible();
    assertThat(visit.page().locator(".page-head .pill"))
        .containsText("Succeeded", new ContainsTextOptions().setTimeout(120_000));
    assertThat(visit.page().locator(".facts")).containsText("frozen up to s2");
    assertThat(visit.link(Trained.MODEL + " v1")).isVisible();
  }

  @Test
  void formAndTablesFitAPhone() {
    visit.onAPhone();
    for (var path :
        new String[] {
          "/networks", "/networks/resnet50", "/new?network=googlenet", "/new?network=pattern"
        }) {
      go(path);
      assertThat(visit.page().locator("h1")).isVisible();
      assertThat(visit.page().locator(".described, table").first()).isVisible();
      visit.page().evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))");
      assertThat(visit.scrollsSideways()).as(path).isFalse();
    }
  }

  private Locator network(String name) {
    return visit.page().locator("input[name='network.name'][value='" + name + "']");
  }

  private Locator figures() {
    return visit.page().locator(".described .tiles");
  }
}
