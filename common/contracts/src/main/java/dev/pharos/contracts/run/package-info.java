/** What a running attempt reports at rate: metric points and log lines. */
package dev.pharos.contracts.run;
