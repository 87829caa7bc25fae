// Package matcher holds what the service exists for, as pure values and arithmetic: vacancies, candidates,
// surpluses, companies and decisions; which conditions a pair meets; how well it fits, as a sum of named reasons.
//
// Nothing here does I/O: no context, clock, log, environment, network or third party. What a record leaves out is
// unknown, never "no": unknown values are nil pointers, nil slices, empty strings or zero Dates.
package matcher
