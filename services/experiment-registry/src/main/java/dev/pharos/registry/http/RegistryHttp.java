package dev.pharos.registry.http;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.messaging.DeadLetterBox;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.RunControl;
import dev.pharos.registry.automation.Automations;
import dev.pharos.registry.automation.AutomationsConfig;
import dev.pharos.registry.automation.RuleCheck;
import dev.pharos.registry.automation.Trial;
import dev.pharos.registry.deadletters.DeadLetterDesk;
import dev.pharos.registry.inspections.Inspections;
import dev.pharos.registry.live.LiveHub;
import dev.pharos.registry.models.Models;
import dev.pharos.registry.queue.QueueBoard;
import dev.pharos.registry.sweeps.SweepDesk;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.HttpConfig;
import dev.pharos.runtime.http.WebServer;
import dev.pharos.webui.Dashboard;
import io.vertx.core.Future;

/** The public door, put together. */
public final class RegistryHttp {
  private static final int AT_ONCE = 4;
  private static final int WAITING = 64;

  /** What the routes work with. */
  public record Parts(
      Database database,
      ArtifactStore artifacts,
      Admission admission,
      RunControl control,
      Inspections inspections,
      SweepDesk sweeps,
      QueueBoard board,
      Models models,
      LiveHub hub,
      Automations automations,
      AutomationsConfig automationsConfig,
      DeadLetterBox deadLetters,
      KafkaConfig kafka) {}

  private RegistryHttp() {}

  /**
   * Opens the port.
   *
   * @return the port, which matters where 0 was configured
   */
  public static Future<Integer> open(
      ServiceContext context, HttpConfig config, Peers peers, Parts parts) {
    var web =
        WebServer.create(
            context, config, DashboardRoutes.PUBLIC, Dashboard.contentSecurityPolicy());
    // Closed before the server, which would wait for streams that have no end.
    context.onStop("live streams", parts.hub()::endStreams);
    ProxyRoutes.mount(context.vertx(), web.router(), peers);
    return Api.load(context.vertx(), web.bodyHandler())
        .compose(
            api -> {
              mount(api, context, parts);
              api.elsewhere("showSession", "logIn", "logOut"); // by every web server
              ContractRoutes.mount(web.router());
              web.router().route("/*").subRouter(api.router());
              DashboardRoutes.mount(web.router());
              return web.listen();
            });
  }

  private static void mount(Api api, ServiceContext context, Parts parts) {
    var database = parts.database();
    new JobRoutes(database, parts.admission(), parts.control()).mount(api);
    new SweepRoutes(database, parts.sweeps()).mount(api);
    new QueueRoutes(database, parts.board(), parts.control()).mount(api);
    new TeamRoutes(database).mount(api);
    new RunRoutes(database, parts.board()).mount(api);
    new LogRoutes(database).mount(api);
    var downloads = pool(context, "downloads");
    new ArtifactRoutes(database, parts.artifacts(), downloads).mount(api);
    new InspectionRoutes(database, parts.inspections(), parts.artifacts(), downloads).mount(api);
    new ModelRoutes(database, parts.models()).mount(api);
    new NetworkRoutes().mount(api);
    new PlatformRoutes(parts.kafka()).mount(api);
    new EventRoutes(parts.hub()).mount(api);
    var check =
        new RuleCheck(parts.automations().expressions(), parts.automationsConfig().webhooks());
    new AutomationRoutes(database, check, new Trial(database, parts.automations())).mount(api);
    var desk = new DeadLetterDesk(parts.deadLetters(), database, pool(context, "dead-letters"));
    new DeadLetterRoutes(desk).mount(api);
  }

  private static WorkPool pool(ServiceContext context, String name) {
    var pool =
        new WorkPool(context.vertx(), context.meters(), "registry-" + name, AT_ONCE, WAITING);
    context.onStop(name, pool::close);
    return pool;
  }
}
