// Package app makes one process of the rooms: typed settings, wiring, and the life of every goroutine. It is the only
// place that chooses between a real part and an embedded one, by whether there is an address.
package app
