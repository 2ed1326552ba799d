package dev.pharos.registry.http;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.automation.AutomationRule;
import dev.pharos.registry.automation.AutomationView;
import dev.pharos.registry.automation.EventStore;
import dev.pharos.registry.automation.FiringStore;
import dev.pharos.registry.automation.RuleCheck;
import dev.pharos.registry.automation.RuleStore;
import dev.pharos.registry.automation.Trial;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Principal;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Shows, makes, changes, tries and removes rules; shows what they did. */
final class AutomationRoutes {
  private static final String TRIED = "trial";

  private final Database database;
  private final RuleCheck check;
  private final Trial trial;

  AutomationRoutes(Database database, RuleCheck check, Trial trial) {
    this.database = database;
    this.check = check;
    this.trial = trial;
  }

  void mount(Api api) {
    api.answer("listAutomations", this::list)
        .answer("getAutomation", this::get)
        .answerUnchecked("putAutomation", this::put)
        .answer("removeAutomation", this::remove)
        .answer("listFirings", this::firings)
        .answerUnchecked("tryAutomation", this::tryOut)
        .answer("listAutomationEvents", this::events);
  }

  private Future<Reply> list(Call call) {
    return database.withHandle(handle -> Reply.ok(Page.all(RuleStore.list(handle))));
  }

  private Future<Reply> get(Call call) {
    var name = call.path("name");
    return database.withHandle(handle -> Reply.ok(view(handle, name)));
  }

  private Future<Reply> put(Call call) {
    var name = call.path("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw Problem.badRequest(
          "name '%s' must be 1 to 100 letters, digits, '.', '_' or '-'".formatted(name));
    }
    var by = Principal.of(call.request()).name();
    return rule(call)
        .compose(
            rule ->
                database.inTransaction(
                    handle -> {
                      boolean isNew = RuleStore.put(handle, name, rule, by);
                      var view = view(handle, name);
                      return isNew
                          ? Reply.created("/v1/automations/" + name, view)
                          : Reply.ok(view);
                    }));
  }

  private Future<Reply> remove(Call call) {
    var name = call.path("name");
    return database.inTransaction(
        handle -> {
          if (!RuleStore.remove(handle, name)) {
            throw missing(name);
          }
          return Reply.empty();
        });
  }

  private Future<Reply> firings(Call call) {
    var name = call.path("name");
    var after = call.cursor("cursor", 2);
    return database.withHandle(
        handle -> {
          view(handle, name);
          return Reply.ok(FiringStore.list(handle, name, after, call.limit()));
        });
  }

  private Future<Reply> tryOut(Call call) {
    var limit = limit(call);
    return rule(call)
        .compose(rule -> trial.run(TRIED, rule, limit))
        .map(results -> Reply.ok(Page.all(results)));
  }

  private static int limit(Call call) {
    var given = call.queries("limit").stream().findFirst().orElse("20");
    if (!given.matches("[1-9][0-9]{0,2}") || Integer.parseInt(given) > 200) {
      throw Problem.badRequest("limit '%s' must be 1 to 200".formatted(given));
    }
    return Integer.parseInt(given);
  }

  private Future<Reply> events(Call call) {
    var type = call.query("type");
    return database.withHandle(
        handle -> Reply.ok(Page.all(EventStore.newest(handle, type, call.limit()))));
  }

  /** The rule in the body; compiling it takes a moment. */
  private Future<AutomationRule> rule(Call call) {
    AutomationRule rule;
    try {
      rule = MessageCodec.decode(AutomationRule.class, call.body());
    } catch (InvalidMessageException e) {
      throw invalid(e.violations());
    }
    return call.request()
        .vertx()
        .executeBlocking(
            () -> {
              var violations = check.violations(rule);
              if (!violations.isEmpty()) {
                throw invalid(violations);
              }
              return rule;
            },
            false);
  }

  private static Problem invalid(List<Violation> violations) {
    var words = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    return new Problem(400, "invalid", "The request is not valid", words)
        .withErrors(JobRoutes.errors(violations));
  }

  private static AutomationView view(Handle handle, String name) {
    return RuleStore.find(handle, name).orElseThrow(() -> missing(name));
  }

  private static Problem missing(String name) {
    return Problem.notFound("automation '%s' does not exist".formatted(name));
  }
}
