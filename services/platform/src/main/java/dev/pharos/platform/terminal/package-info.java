/** What people see of the command line: tables, sizes and times in words, progress. */
package dev.pharos.platform.terminal;
