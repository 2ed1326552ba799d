/**
 * Dead letters as people see them: listed, shown, and sent back to their topic once. Knows
 * messaging and SQL.
 */
package dev.pharos.registry.deadletters;
