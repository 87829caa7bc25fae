package reading

import (
	"cmp"
	"slices"
	"strings"

	"matchd/matcher"
)

// certificate is one that Dutch work commonly asks, by the name that all its spellings go by.
type certificate struct {
	name   string
	known  string // how it is written, apart by commas
	loose  bool   // the words mean the certificate only beside one for papers: BHV is also a task, a heftruck a thing
	had    bool   // or beside one for having: who has a heftruck need not drive it, who has EHBO has learnt it
	covers string // what else it proves
}

// certificates are those that vacancies name most, in our reading, with their issuers' own names for them: SSVV (VCA; who
// has VOL need not have basis), CBR (code 95, ADR), CIBG (BIG), SKJ, SVH (sociale hygiëne), NEN, Oranje Kruis (EHBO).
func certificates() []certificate {
	return []certificate{
		{name: "VCA VOL", known: "vca vol,vol vca,vca voor operationeel leidinggevenden,vcavol", covers: "VCA"},
		{name: "VIL-VCU", known: "vil vcu,vcu"},
		{name: "VCA", known: "vca basis,b vca,basis vca,vca b,vca1,vca"},
		{name: "code 95", known: "code 95,code95"},
		{name: "ADR-certificaat", known: "adr"},
		{name: "BIG-registratie", known: "big registratie,big geregistreerd,big geregistreerde,big register,big nummer"},
		{name: "SKJ-registratie", known: "skj registratie,skj geregistreerd,skj geregistreerde,skj register"},
		{name: "BHV", known: "bhv,bedrijfshulpverlening", loose: true, had: true},
		{name: "EHBO", known: "ehbo", loose: true, had: true},
		{name: "heftruckcertificaat", known: "heftruck,vorkheftruck", loose: true},
		{name: "reachtruckcertificaat", known: "reachtruck", loose: true},
		{name: "EPT-certificaat", known: "ept,elektrische pallettruck", loose: true},
		{name: "hoogwerkercertificaat", known: "hoogwerker", loose: true},
		{name: "verreikercertificaat", known: "verreiker", loose: true},
		{name: "SVH Sociale Hygiëne", known: "svh sociale hygiëne,svh sociale hygiene,sociale hygiëne,sociale hygiene", loose: true},
		{name: "HACCP-certificaat", known: "haccp", loose: true},
		{name: "NEN 3140", known: "nen 3140,nen3140"},
		{name: "F-gassencertificaat", known: "f gassen,fgassen,stek", loose: true},
		{name: "lascertificaat", known: "las", loose: true},
		{name: "Wft", known: "wft basis,wft"},
		{name: "WRM-certificaat", known: "wrm"},
		{name: "Beveiliger 2", known: "beveiliger 2,beveiliger niveau 2"},
		{name: "chauffeurskaart taxi", known: "chauffeurskaart taxi,taxipas,chauffeurskaart"},
		{name: "digitale bestuurderskaart", known: "bestuurderskaart,bestuurderspas"},
	}
}

// spelling is one way to write a certificate.
type spelling struct {
	words []string
	of    certificate
}

// spellings are all of them by their first word, the longest first.
var spellings = bySpelling()

func bySpelling() map[string][]spelling {
	out := map[string][]spelling{}
	for _, c := range certificates() {
		for s := range strings.SplitSeq(c.known, ",") {
			ws := strings.Fields(s)
			out[ws[0]] = append(out[ws[0]], spelling{ws, c})
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b spelling) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	return out
}

// spelt is the spelling that begins at a place, nil where none does.
func spelt(ws []word, i int) *spelling {
	list := spellings[ws[i].text]
	for k := range list {
		if follow(ws, i, list[k].words...) {
			return &list[k]
		}
	}
	return nil
}

// papers are words for what proves something; compounds end in them: heftruckcertificaat. So do those of machines end in
// rijbewijs, which is none: heftruckrijbewijs.
var papers = words(`certificaat certificaten certificering certificeringen gecertificeerd diploma diplomas bewijs rijbewijs registratie verklaring pasje pas
	licentie papieren akte`)

// Certificate is the name that all spellings of a certificate's label share, with what else it proves; false where the
// label is of none that is known here.
func Certificate(label string) (name, covers string, ok bool) {
	ws := split(wordsOf(strings.ToLower(label)))
	for i := range ws {
		if s := spelt(ws, i); s != nil && onlyPaper(ws[:i]) && onlyPaper(ws[i+len(s.words):]) {
			return s.of.name, s.of.covers, true
		}
	}
	return "", "", false
}

// onlyPaper reports whether nothing stands beside a name but words for papers.
func onlyPaper(ws []word) bool {
	for _, w := range ws {
		if !papers[w.text] && !w.is("geldig", "geldige", "basis", "svh", "cursus", "training", "in", "het", "van", "de", "een") {
			return false
		}
	}
	return true
}

// split takes words for papers off the ends of compounds: heftruckcertificaat, vcadiploma.
func split(ws []word) []word {
	for i := 0; i < len(ws); i++ {
		for _, end := range [...]string{"certificaat", "certificaten", "diploma", "rijbewijs", "registratie"} {
			if stem, is := strings.CutSuffix(ws[i].text, end); is && len(stem) > 2 {
				paper := word{text: end}
				ws[i].text = stem
				ws = slices.Insert(slices.Clone(ws), i+1, paper)
				i++
				break
			}
		}
	}
	return ws
}

// certificatesIn are those that the words of a clause mean.
func certificatesIn(ws []word) (out []matcher.Concept) {
	ws = split(slices.Clone(ws))
	for i := 0; i < len(ws); i++ {
		s := spelt(ws, i)
		if s == nil {
			continue
		}
		next := i + len(s.words)
		role := next < len(ws) && strings.ContainsAny(ws[next].signs, "'’") // BHV'er
		if !role && (!s.of.loose || proven(ws) || s.of.had && anyOf(ws, "heb", "hebt", "bezit", "beschik", "beschikt")) && !followed(ws) {
			out = append(out, matcher.Concept{Label: s.of.name})
		}
		i = next - 1
	}
	return out
}

// proven reports whether a clause tells of papers.
func proven(ws []word) bool {
	return papers.in(ws) || anyOf(ws, "geldig", "geldige", "gehaald", "behaald") || at(ws, "in", "bezit", "van") >= 0 || at(ws, "in", "het", "bezit", "van") >= 0
}

// followed reports whether a clause tells of rules that go by a certificate's name.
func followed(ws []word) bool {
	return anyOf(ws, "volgens", "richtlijnen", "richtlijn", "norm", "normen", "regels", "kennis", "procedures", "werkwijze", "principes", "systeem", "protocol")
}
