package dev.pharos.systemtests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard's pure modules, run where they live. */
@BrowserTest
class DashboardModulesST {
  private static final String ADAM =
      "{name: 'adam', training: {epochs: 10, batchSize: 32, optimizer: 'adam', learningRate: 0.001}}";
  private static final String ALEXNET =
      """
      {name: 'alexnet-paper', training: {epochs: 90, batchSize: 128, optimizer: 'sgd', learningRate: 0.01,
       momentum: 0.9, weightDecay: 0.0005, decayMode: 'l2', augmentation: 'crop-mirror',
       schedule: {kind: 'plateau', factor: 0.1, patience: 5, most: 3}}}
      """;

  private static CannedServer server;
  private Visit visit;

  @BeforeAll
  static void start(CannedServer started) {
    server = started;
  }

  @BeforeEach
  void open(Visit visit) {
    this.visit = visit.to(server.url(), "/runs");
  }

  @Test
  void numbersAndTimesReadWell() {
    assertThat(
            eval(
                "format",
                """
                [m.duration(45), m.duration(200), m.duration(7500), m.duration(null), m.roughly(100),
                 m.percent(0.0342), m.percent('NaN'), m.percent(undefined), m.measure(0.21314), m.measure('NaN'),
                 m.measure(1.234e-6), m.measure(12345.6), m.bytes(1536), m.bytes(0), m.count(60850),
                 m.ago(new Date(1e12).toISOString(), 1e12 + 3 * 3600e3), m.plural(1, 'class', 'classes'),
                 m.plural(2, 'class', 'classes')]
                """))
        .isEqualTo(
            List.of(
                "45\u00a0s",
                "3\u00a0min 20\u00a0s",
                "2\u00a0h 5\u00a0min",
                "–",
                "2\u00a0min",
                "3.42\u00a0%",
                "–",
                "–",
                "0.2131",
                "NaN",
                "1.23e-6",
                "12,346",
                "1.5 kB",
                "0 B",
                "60,850",
                "3 h ago",
                "1 class",
                "2 classes"));
  }

  @Test
  void runsAreOrderedAsThePlatformOrdersThem() {
    var runs =
        "[['1', 0.5], ['2', undefined], ['3', 'NaN'], ['4', 0.25], ['5', 0.25]]"
            + ".map(([id, loss]) => ({id, metrics: {'test/loss': loss}}))";
    var ids = "m.ordered(%s, {by: 'test/loss', down: %s}).map(({id}) => id).join('')";

    assertThat(eval("run-order", ids.formatted(runs, false))).isEqualTo("45123");
    assertThat(eval("run-order", ids.formatted(runs, true))).isEqualTo("15432");
  }

  @Test
  void pointsBecomeCommaSeparatedValues() {
    assertThat(
            eval(
                "csv",
                "m.metricsCsv([{name: 'a,\"b\"', points: [{step: 1, epoch: 1, value: 'NaN', at: 't'}]}])"))
        .isEqualTo("metric,step,epoch,value,at\r\n\"a,\"\"b\"\"\",1,1,NaN,t\r\n");
  }

  @Test
  void pointsOfALaterAttemptReplaceThoseOfALostOne() {
    assertThat(
            eval(
                "curves",
                """
                m.merge([{step: 1, epoch: 1, value: 3}, {step: 2, epoch: 1, value: 2}, {step: 4, epoch: 1, value: 1}],
                        [{step: 2, epoch: 1, value: 2.5}, {step: 3, epoch: 1, value: 2.2}, {step: 5, epoch: 2, value: 0}])
                 .map((point) => [point.step, point.value])
                """))
        .hasToString("[[1, 3], [2, 2.5], [3, 2.2], [4, 1], [5, 0]]");
  }

  @Test
  void smoothingStartsAtTheFirstPointAndFollowsTheRest() {
    assertThat(
            eval(
                "curves",
                "m.smooth([{x: 0, y: 4}, {x: 1, y: 4}, {x: 2, y: 0}], 0.5).map((p) => p.y)"))
        .hasToString("[4, 4, 1.7142857142857142]");
  }

  @Test
  void whatIsNotFiniteIsNotDrawn() {
    assertThat(
            eval(
                "curves",
                "m.toPoints([{step: 10, value: 1}, {step: 20, value: 'NaN'}, {step: 30, value: 0}], 10, true)"))
        .isEqualTo(List.of(Map.of("x", 1, "y", 1)));
    assertThat(
            eval(
                "curves",
                "m.firstBroken([{step: 1, value: 1}, {step: 2, value: 'Infinity'}]).step"))
        .isEqualTo(2);
  }

  @Test
  void confusionsAreRankedByCount() {
    assertThat(
            eval(
                "confusion",
                """
                (() => {
                  const matrix = [[8, 2, 0], [1, 9, 0], [5, 0, 15]];
                  return [m.accuracy(matrix), m.recalls(matrix), m.mostConfused(matrix, 2).map((c) => [c.actual, c.predicted, c.count, c.share]),
                          m.worstClasses(matrix, 2)];
                })()
                """))
        .hasToString("[0.8, [0.8, 0.9, 0.75], [[2, 0, 5, 0.25], [0, 1, 2, 0.2]], [0, 2]]");
  }

  @Test
  void aJobThatIsFilledInAgainIsTheSameJob() {
    var job =
        """
        {network: {name: 'lenet5', settings: {activation: 'relu'}}, dataset: {name: 'digits', version: 2},
         training: {epochs: 3, optimizer: 'sgd', learningRate: 0.05}, experiment: 'sweep', register: 'digits',
         priority: 10, tags: {team: 'vision'}}
        """;
    var basis =
        "{network: {name: 'lenet5', settings: [{name: 'activation', default: 'scaled-tanh'}]}, recipe: %s}"
            .formatted(ADAM);

    assertThat(eval("job-draft", "m.jobOf(m.draftOf(%1$s, %2$s), %2$s)".formatted(job, basis)))
        .isEqualTo(visit.page().evaluate("(" + job + ")"));
    assertThat(eval("job-draft", "m.refusals(m.draftOf(%1$s, %2$s), %2$s)".formatted(job, basis)))
        .isEqualTo(Map.of());
    assertThat(
            eval("job-command", "m.commandOf(%s)".formatted(job))
                .toString()
                .replaceAll("\\s*\\\\\\n\\s*", " "))
        .isEqualTo(
            "./pharos train --network lenet5 --dataset digits@2 --epochs 3 --lr 0.05 --optimizer sgd"
                + " --register digits --experiment sweep --priority 10 --setting activation=relu --tag team=vision --watch");
  }

  @Test
  void theRunsOfAComparisonDifferInOneThing() {
    var jobs =
        eval(
            "comparison",
            """
            m.comparedJobs({name: 'relu-tanh', variants: [{name: 'tanh', settings: {activation: 'tanh'}}]},
              {network: {name: 'pattern', settings: {pattern: 'INPUT -> CONV -> leakyrelu->FC'}}, dataset: {name: 'd'}})
            """);
    assertThat(jobs)
        .isEqualTo(
            visit
                .page()
                .evaluate(
                    """
                    [{name: 'tanh: pattern on d', experiment: 'relu-tanh: pattern on d', dataset: {name: 'd'},
                      network: {name: 'pattern', settings: {pattern: 'INPUT -> CONV -> TANH->FC'}},
                      tags: {comparison: 'relu-tanh', variant: 'tanh'}}]
                    """));
  }

  @Test
  void everyTrainingOptionIsFilledInAgain() {
    var job =
        """
        {network: {name: 'nin', input: '64x64x3'}, dataset: {name: 'shapes'},
         training: {recipe: 'alexnet-paper', epochs: 5, clipNorm: 1, decayMode: 'decoupled', warmupEpochs: 0.5,
                    labelSmoothing: 0.1, schedule: {kind: 'plateau', factor: 0.5, patience: 5, most: 3},
                    earlyStopping: {patience: 4, minimumDelta: 0.01}},
         startFrom: {model: 'shapes', version: 2, freezeUpTo: 'conv1'}}
        """;
    var basis = "{network: {name: 'nin', settings: []}, recipe: %s}".formatted(ALEXNET);

    assertThat(eval("job-draft", "m.jobOf(m.draftOf(%1$s, %2$s), %2$s)".formatted(job, basis)))
        .isEqualTo(visit.page().evaluate("(" + job + ")"));
    assertThat(
            eval("job-command", "m.commandOf(%s)".formatted(job))
                .toString()
                .replaceAll("\\s*\\\\\\n\\s*", " "))
        .isEqualTo(
            "./pharos train --network nin --dataset shapes --input 64x64x3 --recipe alexnet-paper --epochs 5"
                + " --warmup-epochs 0.5 --decay-mode decoupled --clip-norm 1 --label-smoothing 0.1"
                + " --schedule plateau:0.5:5:3 --early-stopping 4:0.01 --start-from shapes@2 --freeze-up-to conv1 --watch");
  }

  @Test
  void aRecipeFillsWhatNobodyChoseAndOnlyChangesAreSent() {
    var chosen =
        "{'network.name': 'lenet5', 'dataset.name': 'digits', 'training.recipe': 'alexnet-paper', 'training.epochs': '2'}";
    var basis = "{network: {name: 'lenet5', settings: []}, recipe: %s}".formatted(ALEXNET);

    assertThat(
            eval(
                "job-draft",
                "['epochs', 'batchSize', 'learningRate', 'optimizer', 'schedule.kind', 'schedule.most', 'momentum'].map((p) => m.valueOf(%s, 'training.' + p, %s))"
                    .formatted(chosen, basis)))
        .isEqualTo(List.of("2", "128", "0.01", "sgd", "plateau", "3", "0.9"));
    assertThat(eval("job-draft", "m.jobOf(%s, %s)".formatted(chosen, basis)))
        .isEqualTo(
            visit
                .page()
                .evaluate(
                    "({network: {name: 'lenet5'}, dataset: {name: 'digits'}, training: {recipe: 'alexnet-paper', epochs: 2}})"));
    // A schedule of another kind has its own usual values, not those of the recipe's.
    assertThat(
            eval(
                "job-draft",
                "m.jobOf({...%s, 'training.schedule.kind': 'step'}, %s).training.schedule"
                    .formatted(chosen, basis)))
        .isEqualTo(visit.page().evaluate("({kind: 'step', every: 10, factor: 0.1})"));
  }

  @Test
  void valuesThatCannotBeRightAreRefusedByName() {
    assertThat(
            eval(
                "job-draft",
                """
                Object.keys(m.refusals({'network.name': 'lenet5', 'dataset.name': 'digits', 'network.input': '32',
                  'training.epochs': '0', 'training.learningRate': '0', 'training.batchSize': '1.5',
                  'training.optimizer': 'sgd', 'training.momentum': '1', 'training.seed': 'x',
                  'training.clipNorm': '0', tags: 'a=b\\nno tag'}, {})).sort()
                """))
        .isEqualTo(
            List.of(
                "network.input",
                "tags",
                "training.batchSize",
                "training.clipNorm",
                "training.epochs",
                "training.learningRate",
                "training.momentum",
                "training.seed"));
  }

  @Test
  void refusalsOfThePlatformFindTheirFields() {
    assertThat(
            eval(
                "job-errors",
                """
                m.byPath([{field: 'job.training.epochs', message: 'a'}, {field: '/training/seed', message: 'b'},
                          {field: 'dataset', message: 'c'}, {field: 'network.settings.dropout', message: 'd'},
                          {field: 'tags.x', message: 'e'}, {field: 'what', message: 'f'},
                          {field: 'training.schedule', message: 'g'}, {field: 'startFrom.alias', message: 'h'}])
                """))
        .isEqualTo(
            Map.of(
                "training.epochs", "a",
                "training.seed", "b",
                "dataset.name", "c",
                "network.settings.dropout", "d",
                "tags", "e",
                "training.schedule.kind", "g",
                "startFrom.which", "h",
                "", "what: f"));
  }

  @Test
  void addressesLeadToPages() {
    assertThat(
            eval(
                "router",
                """
                ['/runs', '/runs/', '/runs/0198', '/datasets/a%20b', '/nope', '/runs/1/2'].map((path) => {
                  const {route, params} = m.match(path);
                  return [route.tag, ...Object.values(params)].join(' ');
                })
                """))
        .isEqualTo(
            List.of(
                "runs-page",
                "runs-page",
                "run-page 0198",
                "dataset-page a b",
                "missing-page",
                "missing-page"));
  }

  /** The value of an expression in which {@code m} is a module of {@code /js/core/}. */
  private Object eval(String module, String expression) {
    return visit
        .page()
        .evaluate("import('/js/core/%s.js').then((m) => (%s))".formatted(module, expression));
  }
}
