/**
 * Rules that act on events.
 *
 * <p>Events are noted in the transaction that takes them from Kafka. A loop looks at each once, in
 * their order, asks every rule that listens, and acts: what was done, its history and that the
 * event was looked at commit together. Webhooks are called afterwards, from that history. Knows
 * admission, models, the outbox and SQL.
 */
package dev.pharos.registry.automation;
