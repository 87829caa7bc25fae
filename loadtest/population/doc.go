// Package population is a synthetic Netherlands: companies, vacancies, announced surpluses and labour-market profiles
// that nobody has or is, for demonstration and for load. It invents; it describes no real person or company.
//
// Everything is a function of a [Config]: record i of a kind depends only on the seed, the day, the companies and i, so
// records can be made in any order, in parallel, any slice of them, and the same ones on every machine. Nothing but
// the seats of the companies and the headcounts of the surpluses is kept in memory, so a million profiles cost none.
//
// What is drawn from facts: where people live (inhabitants per postcode, CBS), and how vacancies spread over sections
// of the SBI (CBS StatLine 80472ned, tables/sections.csv). What follows from an occupation (sector, hours, licences,
// certificates, pay) is our own table by ISCO-08 group (tables/trades.csv), so any taxonomy of occupations will do,
// ESCO included. Surpluses arise in the sectors that the letter of 30-11-2020 names as shrinking
// (tables/sectors.csv). Fields are left unknown at the rates at which people and employers leave them open.
//
// A record of each kind is made in the file of its name, of people with abilities.go, history.go and wishes.go, of vacancies
// with vacancy_text.go. Tables are read in tables.go, trades.go and sectors.go; geography.go and register.go say where people
// and companies are, dice.go and weighted.go draw. Golden files hold the first records: what changes one is to be reviewed.
package population
