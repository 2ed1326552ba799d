/**
 * Expressions of the <a href="https://cel.dev">Common Expression Language</a>, and JSON documents
 * that hold some. Knows nothing of rules and events.
 */
package dev.pharos.registry.automation.expressions;
