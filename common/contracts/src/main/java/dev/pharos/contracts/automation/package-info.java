/** Automations: what a rule says, and the messages of {@code automation.events}. */
package dev.pharos.contracts.automation;
