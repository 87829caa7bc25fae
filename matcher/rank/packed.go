package rank

import "matchd/matcher/fit"

// packed is what a segment of either kind holds of its rows beside columns and lists, for whoever asks for a row as a
// whole.
type packed struct {
	ids    []string
	words  arena[fit.Word]
	homes  register[home, home]
	fields names // of education
	texts  texts // while rows are packed
}

// home is the names of a place.
type home struct{ municipality, abroad string }

func newPacked(rows, words int) packed {
	return packed{ids: make([]string, rows), words: newArena[fit.Word](words), texts: texts{}}
}

func (p *packed) size() int        { return len(p.ids) }
func (p *packed) key(i int) string { return p.ids[i] }

// homeOf numbers a place.
func (p *packed) homeOf(municipality, abroad string) uint32 {
	at := home{municipality, abroad}
	return p.homes.of(at, at)
}

// keepWords adds the words of a row, of which equal labels share their bytes.
func (p *packed) keepWords(words fit.Words) {
	from := p.words.end()
	p.words.add(words)
	fit.Words(p.words.items[from:]).Share(p.texts.share)
}

func (p *packed) seal() {
	p.homes.seal()
	p.fields.seal()
	p.texts = nil
}
