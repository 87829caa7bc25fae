// Package hugepages lays memory into huge pages, where the system has them. Rows that are looked at together lie far from
// one another, so that the way to an ordinary page is seldom known to the processor already: measured at 1,000,000 people,
// a list of matches takes a twelfth longer without.
package hugepages

// huge is the size of a huge page in bytes, on processors whose other pages are of 4 KiB.
const huge = 2 << 20
