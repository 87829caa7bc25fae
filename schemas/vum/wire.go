package vum

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"matchd/matcher"
)

// code is a number that VUM writes as a number in one place and as text in another; -1 is anything else.
type code int

// UnmarshalJSON reads a whole number, bare or as text; what is neither is no known code.
func (c *code) UnmarshalJSON(data []byte) error {
	*c = -1
	if n, err := strconv.Atoi(string(bytes.Trim(data, `"`))); err == nil {
		*c = code(n)
	}
	return nil
}

// yes reads an indication (indicatie): 1 yes, 2 no, all else unknown.
func (c code) yes() *bool {
	if c != 1 && c != 2 {
		return nil
	}
	is := c == 1
	return &is
}

type occupation struct {
	Code string `json:"codeBeroepsnaam"`
}

type sector struct {
	SBI code `json:"codeSbi"`
}

type contract struct {
	Term string `json:"codeTypeArbeidscontract"`
	Kind string `json:"codeTypeOvereenkomst"`
}

type hours struct {
	Least *float64 `json:"aantalWerkurenPerWeekMinimaal"`
	Most  *float64 `json:"aantalWerkurenPerWeekMaximaal"`
}

type flexibility struct {
	From      matcher.Date `json:"datumAanvangBeschikbaarVoorWerk"`
	Irregular code         `json:"indicatieOnregelmatigWerkOfPloegendienst"`
}

type licence struct {
	Category string `json:"codeSoortRijbewijs"`
}

type language struct {
	Code      string `json:"codeTaal"`
	Speaking  code   `json:"codeNiveauTaalbeheersingMondeling"`
	Writing   code   `json:"codeNiveauTaalbeheersingSchriftelijk"`
	Reading   code   `json:"codeNiveauTaalbeheersingLezen"`
	Listening code   `json:"codeNiveauTaalbeheersingLuisteren"`
}

type course struct {
	Name        string `json:"naamCursus"`
	Certificate code   `json:"indicatieCertificaat"`
}

type schooling struct {
	Level   code `json:"codeNiveauOpleiding"`
	Status  code `json:"codeStatusOpleiding"`
	Diploma code `json:"indicatieDiploma"`
}

type competence struct {
	Code string `json:"codeCompetentie"`
}

type vehicle struct {
	Kind    code `json:"codeVervoermiddel"`
	Commute code `json:"indicatieBeschikbaarVoorWoonWerkverkeer"`
}

// vacancy is a vacature of VUM 1.5, as far as it is read.
type vacancy struct {
	ID          string       `json:"idVacature"`
	Title       string       `json:"naamVacature"`
	Description string       `json:"omschrijvingVacature"`
	Closing     matcher.Date `json:"sluitingsdatumVacature"`
	Level       code         `json:"codeWerkEnDenkniveauMinimaal"`
	Occupation  occupation   `json:"beroep"`
	Sector      sector       `json:"sector"`
	Address     struct {
		Postcode string `json:"postcode"`
	} `json:"adres"`
	Employer struct {
		Name    string   `json:"handelsnaamOrganisatie"`
		Sectors []sector `json:"sector"`
	} `json:"werkgever"`
	Conditions struct {
		Start  matcher.Date `json:"datumAanvangWerkzaamheden"`
		Text   string       `json:"omschrijvingArbeidsvoorwaarden"`
		Salary string       `json:"salarisIndicatie"`
	} `json:"arbeidsVoorwaarden"`
	Contracts   []contract   `json:"contractvorm"`
	Hours       hours        `json:"werktijden"`
	Flexibility flexibility  `json:"flexibiliteit"`
	Licences    []licence    `json:"rijbewijs"`
	Languages   []language   `json:"taalbeheersing"`
	Competences []competence `json:"competentiebeheersing"`
	Schooling   []schooling  `json:"opleiding"`
	Courses     []course     `json:"cursus"`
	Experience  []struct {
		Years *float64 `json:"aantalJarenWerkzaamInBeroep"`
	} `json:"werkervaring"`
}

// candidate is a werkzoekende of VUM 1.5, as far as it is read.
type candidate struct {
	ID           string       `json:"idWerkzoekende"`
	Registered   code         `json:"indicatieLdrRegistratie"`
	Presentation string       `json:"persoonlijkePresentatie"`
	Occupations  []occupation `json:"bemiddelingsberoep"`
	Sectors      []sector     `json:"sector"`
	Mobility     struct {
		Postcode string   `json:"bemiddelingspostcode"`
		Distance *float64 `json:"maximaleReisafstand"`
		Minutes  *float64 `json:"maximaleReistijd"`
	} `json:"mobiliteit"`
	Flexibility flexibility `json:"flexibiliteit"`
	Hours       hours       `json:"werktijden"`
	Contracts   []contract  `json:"contractvorm"`
	Vehicles    []vehicle   `json:"vervoermiddel"`
	Needs       struct {
		Workplace code `json:"indicatieAanpassingWerkomgeving"`
		Support   code `json:"indicatieBegeleiding"`
	} `json:"eisAanWerk"`
	Qualification struct {
		Level       code         `json:"codeWerkEnDenkniveauWerkzoekende"`
		Competences []competence `json:"competentiebeheersing"`
		Interests   []struct {
			Name string `json:"naamInteresse"`
		} `json:"interesse"`
		Licences   []licence   `json:"rijbewijs"`
		Languages  []language  `json:"taalbeheersing"`
		Schooling  []schooling `json:"opleiding"`
		Courses    []course    `json:"cursus"`
		Experience []struct {
			Occupation occupation   `json:"beroep"`
			From       matcher.Date `json:"datumAanvangWerkzaamheden"`
			To         matcher.Date `json:"datumEindeWerkzaamheden"`
		} `json:"werkervaring"`
	} `json:"arbeidsmarktkwalificatie"`
}

// read decodes one line. The error names the field and never repeats what was given.
func read(line []byte, into any) error {
	err := json.Unmarshal(line, into)
	if err == nil {
		return nil
	}
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) {
		return matcher.InvalidError{{Field: wrong.Field, Reason: "has another type than VUM 1.5 says"}}
	}
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		return matcher.InvalidError{{Reason: "must be one JSON object"}}
	}
	return matcher.InvalidError{{Reason: err.Error()}}
}

// unique leaves out what was there before, and what is empty.
func unique[T comparable](all []T) []T {
	var kept []T
	var zero T
	for _, v := range all {
		if v != zero && !slices.Contains(kept, v) {
			kept = append(kept, v)
		}
	}
	return kept
}
