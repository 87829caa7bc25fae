// Package reading finds in Dutch prose what a vacancy asks and what somebody says to have: schooling, languages,
// certificates, driving licences, years of experience, hours a week and irregular hours.
//
// Only what is said outright is read. What is preferred, offered, still to be learnt, denied, or one of several ways to
// qualify is left unread, and of levels that may be meant the lowest counts: a demand that nobody made keeps people from
// work, and one that is missed is only unknown. The lists of words are our own, made by reading Dutch vacancies and
// presentations.
package reading
