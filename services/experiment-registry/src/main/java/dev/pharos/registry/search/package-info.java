/**
 * How a sweep searches: which trials it consists of, when they are compared, and what is to be done
 * next. Pure functions; knows the messages, and neither Kafka nor PostgreSQL.
 */
package dev.pharos.registry.search;
