package dev.pharos.messaging;

import io.vertx.core.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a follower does with a record it cannot process: every follower would dead-letter the same.
 */
final class SkippedRecords implements RecordProcessor.GiveUp {
  private static final Logger log = LoggerFactory.getLogger(SkippedRecords.class);

  @Override
  public Future<Void> giveUp(ConsumerRecord<byte[], byte[]> record, Throwable reason) {
    log.warn(
        "skipped {}-{} at {}, which cannot be processed",
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
    return Future.succeededFuture();
  }
}
