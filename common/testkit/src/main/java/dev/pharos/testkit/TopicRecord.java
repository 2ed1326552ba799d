package dev.pharos.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as it lies in a topic, its bytes read as UTF-8.
 *
 * @param value null for a tombstone
 * @param headers the last value of each name
 */
public record TopicRecord(
    String topic,
    int partition,
    long offset,
    String key,
    String value,
    Map<String, String> headers) {

  static TopicRecord of(ConsumerRecord<byte[], byte[]> each) {
    var headers = new LinkedHashMap<String, String>();
    each.headers().forEach(header -> headers.put(header.key(), text(header.value())));
    return new TopicRecord(
        each.topic(),
        each.partition(),
        each.offset(),
        text(each.key()),
        text(each.value()),
        headers);
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
