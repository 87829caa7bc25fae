//go:build race

package rank

const underRace = true
