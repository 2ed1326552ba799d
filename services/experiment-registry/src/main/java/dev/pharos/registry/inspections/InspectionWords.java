package dev.pharos.registry.inspections;

import dev.pharos.contracts.inspection.InspectionEvent;
import dev.pharos.contracts.inspection.InspectionFailed;
import dev.pharos.contracts.inspection.InspectionStarted;
import dev.pharos.contracts.inspection.InspectionSucceeded;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.sql.Texts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What workers say of inspections. The first last word counts; what comes after changes nothing.
 */
public final class InspectionWords {
  private InspectionWords() {}

  /** Takes a word into account; our own answers change nothing. */
  public static void apply(Handle handle, InspectionEvent event) {
    store(handle, event).ifPresent(run -> Notices.run(handle, run));
  }

  private static Optional<UUID> store(Handle handle, InspectionEvent event) {
    if (event instanceof InspectionStarted started) {
      return InspectionStore.started(handle, started.inspection(), started.worker(), started.at());
    } else if (event instanceof InspectionSucceeded succeeded) {
      return InspectionStore.ended(
          handle,
          succeeded.inspection(),
          succeeded.worker(),
          null,
          succeeded.results(),
          succeeded.at());
    } else if (event instanceof InspectionFailed failed) {
      return InspectionStore.ended(
          handle,
          failed.inspection(),
          failed.worker(),
          Texts.storable(failed.reason()),
          List.of(),
          failed.at());
    }
    return Optional.empty();
  }
}
