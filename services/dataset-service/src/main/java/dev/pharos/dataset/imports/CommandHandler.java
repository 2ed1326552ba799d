package dev.pharos.dataset.imports;

import dev.pharos.contracts.dataset.CancelImport;
import dev.pharos.contracts.dataset.DatasetCommand;
import dev.pharos.contracts.dataset.ImportDataset;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes commands from Kafka; the command's id makes a repetition harmless. */
public final class CommandHandler implements BatchHandler<DatasetCommand> {
  private final Imports imports;

  /** A handler that asks for imports, and for their end. */
  public CommandHandler(Imports imports) {
    this.imports = imports;
  }

  @Override
  public void handle(Handle handle, List<Message<DatasetCommand>> messages) {
    messages.forEach(message -> handle(handle, message));
  }

  private void handle(Handle handle, Message<DatasetCommand> message) {
    if (message.data() instanceof ImportDataset wanted) {
      imports.add(
          handle,
          new NewImport(
              message.id(),
              wanted.name(),
              wanted.path(),
              null,
              wanted.splitSeed(),
              wanted.maxBadShare(),
              new ImportOptions(wanted.mode(), wanted.coarseLabels(), wanted.padTo())));
    } else if (message.data() instanceof CancelImport cancel) {
      // An import that has ended, or never was, needs no end: there is nobody to tell.
      imports.cancel(handle, cancel.importId());
    }
  }
}
