package taxonomy_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

// messyTitles are titles as employers and candidates type them, with the occupation meant.
var messyTitles = []struct{ why, title, want string }{
	{"a plain label", "kok", "kok"},
	{"capitals", "VERZORGENDE IG", "verzorgende-ig"},
	{"a space inside a compound", "proces operator", "procesoperator"},
	{"a hyphen inside a compound", "Proces-operator", "procesoperator"},
	{"a space and a plural", "magazijn medewerkers", "magazijnmedewerker"},
	{"a feminine form", "verkoopster", "verkoopmedewerker"},
	{"a feminine form with a space", "Magazijn medewerkster", "magazijnmedewerker"},
	{"an ending in brackets", "Administratief medewerk(st)er", "administratief-medewerker"},
	{"an attached ending in brackets", "docent(e) basisonderwijs", "leraar-basisonderwijs"},
	{"m/v behind it", "Heftruckchauffeur (m/v)", "heftruckchauffeur"},
	{"m/v/x and hours", "Kok m/v/x 32-40 uur", "kok"},
	{"experience and a place", "Ervaren heftruck chauffeur in Venlo", "heftruckchauffeur"},
	{"seniority", "Senior software developer", "softwareontwikkelaar"},
	{"a vacancy shouting", "GEZOCHT: vrachtwagenchauffeur CE per direct!!", "vrachtwagenchauffeur"},
	{"an abbreviation of a licence", "CE chauffeur", "vrachtwagenchauffeur"},
	{"the licence last", "chauffeur CE internationaal", "vrachtwagenchauffeur"},
	{"two words in the other order", "chauffeur vrachtwagen", "vrachtwagenchauffeur"},
	{"a training instead of a title", "pabo docent", "leraar-basisonderwijs"},
	{"an abbreviation in care", "HBO-V", "verpleegkundige"},
	{"an abbreviation with a place of work", "Verpleegkundige WZC", "verpleegkundige"},
	{"an abbreviation for a home", "verzorgende wzc", "verzorgende-ig"},
	{"VIG", "VIG'er", "verzorgende-ig"},
	{"full stops in an abbreviation", "P.M.'er BSO", "pedagogisch-medewerker"},
	{"CNC with a space", "CNC draaier", "cnc-verspaner"},
	{"CNC joined", "cncfrezer", "cnc-verspaner"},
	{"a learning path", "BBL monteur onderhoud", "onderhoudsmonteur"},
	{"ICT in front", "ICT beheerder", "systeembeheerder"},
	{"IT for ICT", "IT-beheerder", "systeembeheerder"},
	{"a typing error", "verplegkundige", "verpleegkundige"},
	{"two letters swapped", "procesopreator", "procesoperator"},
	{"a letter too few in a compound", "vrachtwagenchaufeur", "vrachtwagenchauffeur"},
	{"an error in one part", "magazijn medwerker", "magazijnmedewerker"},
	{"English", "flight attendant", "cabinepersoneel"},
	{"English with a hyphen", "full-stack developer", "softwareontwikkelaar"},
	{"a title from aviation", "stewardess KLM", "cabinepersoneel"},
	{"ground staff", "Passage medewerker Schiphol", "grondsteward"},
	{"a handler", "medewerker bagage afhandeling", "bagageafhandelaar"},
	{"a platform worker", "Platform medewerker", "platformmedewerker"},
	{"a guard", "Beveiligingsmedewerker luchthaven Schiphol", "luchthavenbeveiliger"},
	{"a porter with a place", "beveiliger te Rotterdam", "beveiliger"},
	{"diacritics missing", "caissiere", "kassamedewerker"},
	{"a diaeresis missing", "evenementencoordinator", "evenementenorganisator"},
	{"a French feminine form", "coupeuse", "naaister"},
	{"a -trice form", "instructrice rijschool", "rijinstructeur"},
	{"a -vrouw form", "timmervrouw", "timmerman"},
	{"a -in form", "boerin", "akkerbouwer"},
	{"two titles with a slash", "Verkoper / kassamedewerker", "kassamedewerker"},
	{"a title and its circumstances", "Systeembeheerder - 36 uur - regio Utrecht", "systeembeheerder"},
	{"a title with a domain behind it", "Monteur zonnepanelen", "zonnepanelenmonteur"},
	{"a title turned round", "installateur warmtepompen", "warmtepompmonteur"},
	{"an order picker in English", "Order picker nachtdienst", "orderpicker"},
	{"an order picker with an error", "orderpiker", "orderpicker"},
	{"a cleaner", "interieurverzorgster kantoren", "schoonmaker"},
	{"a cleaner as a staff member", "Medewerker schoonmaak parttime", "schoonmaker"},
	{"catering", "Catering medewerkster bedrijfsrestaurant", "cateringmedewerker"},
	{"a waiter", "Medewerker bediening (weekend)", "kelner"},
	{"a waitress", "serveerster", "kelner"},
	{"a receptionist", "receptioniste hotel 4*", "hotelreceptionist"},
	{"a teacher's assistant", "Onderwijs assistente groep 1/2", "onderwijsassistent"},
	{"a teacher", "juf groep 3", "leraar-basisonderwijs"},
	{"a carer for the disabled", "Begeleider gehandicapten zorg niveau 4", "begeleider-gehandicaptenzorg"},
	{"a helper", "Helpende plus", "helpende-zorg-en-welzijn"},
	{"a bookkeeper", "boekhoudster (24 uur)", "boekhouder"},
	{"an HR adviser", "HR Adviseur a.i.", "hr-adviseur"},
	{"customer service", "Klantenservice medewerker inbound", "klantenservicemedewerker"},
	{"customer service in English", "Customer Service Medewerker Duits", "klantenservicemedewerker"},
	{"an employment agent", "intercedente uitzendbureau", "uitzendintercedent"},
	{"a greenhouse worker", "Medewerker kas tomaten", "glastuinbouwmedewerker"},
	{"a gardener", "aankomend hovenier", "hovenier"},
	{"a fitter of electricity", "E-monteur", "elektromonteur"},
	{"a plumber", "Loodgieters", "loodgieter"},
	{"a welder by process", "MIG MAG lasser", "lasser"},
	{"a welder, feminine", "lasster", "lasser"},
	{"a bus driver", "lijnbus chauffeur", "buschauffeur"},
	{"a travel agent", "zakelijk reisadviseuse", "reisadviseur"},
	{"a sports teacher", "fitness instructrice", "sportinstructeur"},
	{"a data analyst", "Junior Data Analyst (hybride)", "data-analist"},
	{"an account manager", "accountmanger", "accountmanager"},
	{"a production worker", "productiemedewerkster ploegendienst", "productiemedewerker"},
	{"a short form of medewerker", "productie medew.", "productiemedewerker"},
	{"a doctor's assistant", "dokters assistente", "doktersassistent"},

	// The rows below were written after names and rules were fixed, to see how far these reach.
	{"words around it", "Allround Medewerker Logistiek", "magazijnmedewerker"},
	{"a licence spelt out", "Chauffeur met rijbewijs C", "vrachtwagenchauffeur"},
	{"home care apart", "thuiszorg medewerker", "verzorgende-ig"},
	{"heating boilers", "Servicemonteur CV ketels", "cv-monteur"},
	{"greenery", "Medewerker groenvoorziening", "groenmedewerker"},
	{"a legal staff member", "juridisch medewerkster", "jurist"},
	{"a framework behind it", "Frontend developer React", "webontwikkelaar"},
	{"an apprentice", "Leerling lasser BBL", "lasser"},
	{"a pharmacist", "Ziekenhuisapotheker", "apotheker"},
	{"a subject and a school type", "docent wiskunde VO", "leraar-voortgezet-onderwijs"},
	{"a licence class", "vliegtuigtechnicus B1", "vliegtuigmonteur"},
	{"airport security in English", "security agent airport", "luchthavenbeveiliger"},
	{"waiting without a person", "bediening restaurant", "kelner"},
	{"a Saturday job", "afwashulp zaterdag", "keukenhulp"},
	{"a planner turned round", "Planner transport", "logistiek-planner"},
	{"a machine operator apart", "Machine bediener", "machineoperator"},
	{"an operator by grade", "Operator B chemie", "procesoperator"},
	{"an English abbreviation", "HSE adviseur", "veiligheidskundige"},
	{"a team leader by field", "teamleider logistiek", "teamleider-magazijn"},
	{"a shop manager in English", "store manager kleding", "filiaalmanager"},
	{"an account manager with a field", "Account Manager ICT", "accountmanager"},
	{"two titles, one person", "Medewerker receptie / telefoniste", "receptionist"},
	{"preparation of work", "Werkvoorbereider installatietechniek", "werkvoorbereider-techniek"},
	{"a care assistant", "zorgassistente", "helpende-zorg-en-welzijn"},
	{"a district nurse with a level", "wijkverpleegkundige niveau 5", "verpleegkundige"},
	{"a personal carer", "persoonlijk begeleidster", "begeleider-gehandicaptenzorg"},
	{"an officer by abbreviation", "BOA handhaving", "handhaver"},
	{"school transport", "taxi chauffeur leerlingenvervoer", "taxichauffeur"},
	{"a crane in a port", "Kraandrijver haven", "kraanmachinist"},
	{"the technical service", "Medewerker technische dienst", "onderhoudsmonteur"},
	{"electro with a c", "Electromonteur", "elektromonteur"},
	{"a spelling with c", "stucadoor", "stukadoor"},
	{"two trades with a slash", "schilder/behanger", "schilder"},
	{"a representative", "Vertegenwoordiger bouwmaterialen", "verkoper-buitendienst"},
	{"a call centre", "Callcenter agent", "klantenservicemedewerker"},
	{"outstanding bills", "Medewerker debiteurenbeheer", "debiteurenbeheerder"},
	{"wages", "loonadministrateur", "salarisadministrateur"},
	{"a feminine gardener", "Hovenierster", "hovenier"},
	{"a van", "koerier bestelbus", "bestelautochauffeur"},
	{"a night porter", "Nachtportier hotel", "hotelreceptionist"},
	{"a customs officer", "Douanemedewerker", "expediteur"},
	{"a play group leader", "peuterspeelzaalleidster", "pedagogisch-medewerker"},
	{"a bread counter", "Medewerker broodafdeling", "verkoopmedewerker"},
}

// leastRecall is the share of the table above that must be right.
const leastRecall = 0.95

func TestMessyTitlesFindTheOccupationMeant(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	first, among := 0, 0
	for _, row := range messyTitles {
		want := "urn:matchd:occupation:" + row.want
		if _, known := dutch.OccupationID(want); !known {
			t.Fatalf("%s: the table wants %s, which does not exist", row.why, want)
		}
		hits := dutch.FindOccupations(row.title, 3)
		if rankOf(hits, want) == 0 {
			first++
		} else {
			t.Logf("%s: %q gives %s, want %s", row.why, row.title, codes(hits), row.want)
		}
		if rankOf(hits, want) >= 0 {
			among++
		}
	}
	recall := float64(first) / float64(len(messyTitles))
	t.Logf("%d titles: %.1f %% first, %.1f %% among three", len(messyTitles), 100*recall, 100*float64(among)/float64(len(messyTitles)))
	if recall < leastRecall {
		t.Errorf("recall is %.3f, want at least %.2f", recall, leastRecall)
	}
}

func TestSkillTextFindsTheSkillMeant(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for _, row := range []struct{ text, want string }{
		{"EHBO", "eerste-hulp-verlenen"},
		{"bhv-certificaat", "optreden-als-bedrijfshulpverlener"},
		{"heftruckcertificaat", "heftruck-besturen"},
		{"heftruck rijden", "heftruck-besturen"},
		{"Engelse taal", "engels-spreken"},
		{"omgaan met agressie", "omgaan-met-agressie"},
		{"agressie hanteren", "omgaan-met-agressie"},
		{"rijbewijs CE", "trekker-met-oplegger-besturen"},
		{"Code 95", "code-95"},
		{"teamplayer", "samenwerken"},
		{"VCA certificaat", "veilig-werken-volgens-vca"},
		{"C#", "c-sharp"},
		{"c++", "c-plus-plus"},
		{"spreadsheet maken", "spreadsheets-maken"},
		{"spreedsheets", "spreadsheets-maken"},
		{"klant gericht", "klantgerichtheid"},
		{"gasten ontvangen", "gasten-ontvangen-en-verwelkomen"},
	} {
		hits := dutch.FindSkills(row.text, 3)
		if rankOf(hits, "urn:matchd:skill:"+row.want) != 0 {
			t.Errorf("%q gives %s, want %s", row.text, codes(hits), row.want)
		}
	}
}

func TestTextThatMeansNothingFindsNothing(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for _, text := range []string{"", "   ", "!!!", "xqzv wwkp", "()", "\xff\xfe", "m/v 32-40 uur"} {
		if hits := dutch.FindOccupations(text, 5); len(hits) != 0 {
			t.Errorf("%q gives %s, want nothing", text, codes(hits))
		}
	}
	if hits := dutch.FindOccupations("kok", 0); hits != nil {
		t.Errorf("a limit of 0 gives %v", hits)
	}
}

func TestConfidenceFallsWithWhatIsOverlooked(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	last := uint16(1001)
	for _, title := range []string{"procesoperator", "proces-operator", "procesoperators", "procesopreator"} {
		hits := dutch.FindOccupations(title, 1)
		if len(hits) != 1 || hits[0].Confidence >= last {
			t.Fatalf("%q gives %v, want less sure than %d", title, hits, last)
		}
		last = hits[0].Confidence
	}
}

func TestHitsAreOrderedBestFirst(t *testing.T) {
	hits := fittest.Judge().Taxonomy().FindOccupations("medewerker", 50)
	if len(hits) < 10 {
		t.Fatalf("only %d hits for a common head", len(hits))
	}
	if !slices.IsSortedFunc(hits, func(a, b taxonomy.Hit) int { return int(b.Confidence) - int(a.Confidence) }) {
		t.Errorf("not in order: %v", hits)
	}
}

func TestOfEquallySureHitsTheCommonestWorkComesFirst(t *testing.T) {
	graph, err := taxonomy.Load(fstest.MapFS{"occupations_nl.csv": {Data: []byte(`conceptUri,iscoGroup,preferredLabel,altLabels
o:1,1342,hoofd verpleging,"ziekenzuster"
o:2,2221,leidinggevend zuster,"ziekenzuster"
o:3,2221,zuster op zaal,"ziekenzuster
zaalzuster"
o:4,2221,zuster met spoed,"ziekenzuster"
o:5,3115,inspecteur laswerk,"lasser onder gas"
o:6,7212,plaat lasser,"lasser onder gas"
`)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why, text string
		want      []string
	}{
		{"more names, then the code, the manager last", "ziekenzuster", []string{"o:3", "o:2", "o:4", "o:1"}},
		{"whose label has the kind of work named", "lasser onder gas", []string{"o:6", "o:5"}},
	} {
		var got []string
		for _, h := range graph.FindOccupations(c.text, 9) {
			got = append(got, h.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// resolved is the confidence from which records take a title for an occupation (matcher/fit).
const resolved = 700

func TestATitleThatIsOnlyAHeadMeansNoOccupation(t *testing.T) {
	for name, graph := range both(t) {
		for _, title := range []string{
			"Medewerker", "Manager", "Monteur", "Operator", "Chauffeur", "Adviseur", "Begeleider", "Specialist", "Coördinator", "Assistent", "medewerkster m/v", "Ervaren monteur",
		} {
			if hits := graph.FindOccupations(title, 1); len(hits) > 0 && hits[0].Confidence >= resolved {
				t.Errorf("%s: %q gives %v", name, title, hits)
			}
		}
		for title, want := range map[string]string{
			"Verpleegkundige": "verpleegkundige", "kok": "kok", "Lasser": "lasser", "kapster": "kapper", "Loodgieter": "loodgieter", "Beveiliger": "beveiliger",
		} {
			if hits := graph.FindOccupations(title, 1); len(hits) == 0 || hits[0].Confidence < resolved || !strings.Contains(hits[0].Label, want) {
				t.Errorf("%s: %q gives %v", name, title, hits)
			}
		}
	}
}

// both are the built-in taxonomy and, where it is here, ESCO.
func both(t *testing.T) map[string]*taxonomy.Taxonomy {
	t.Helper()
	out := map[string]*taxonomy.Taxonomy{"built in": fittest.Judge().Taxonomy()}
	if _, err := os.Stat(testkit.SourcePath(fittest.ESCOFolder)); err != nil {
		t.Logf("only the built-in taxonomy is tried: the ESCO download is not here (set MATCHD_SHARED_DATA): %v", err)
		return out
	}
	out["ESCO"] = fittest.ESCO(t)
	return out
}

// rankOf is the place of a code among hits, -1 when absent.
func rankOf(hits []taxonomy.Hit, code string) int {
	for i, h := range hits {
		if h.Code == code {
			return i
		}
	}
	return -1
}

// codes shows hits compactly.
func codes(hits []taxonomy.Hit) string {
	var b strings.Builder
	for _, h := range hits {
		b.WriteString(h.Code[strings.LastIndexByte(h.Code, ':')+1:] + " ")
	}
	return "[" + strings.TrimSpace(b.String()) + "]"
}
