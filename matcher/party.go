package matcher

// Party is an organisation that acts for people, as the letter of 30-11-2020 divides responsibility: social
// partners, UWV or a municipality; in a decision also an employer. An access token says for which party somebody acts.
type Party struct {
	Kind         PartyKind `json:"kind,omitempty"`         // empty = no party, which is responsible for nobody
	Organisation string    `json:"organisation,omitempty"` // its name, compared to the letter; empty = none in particular
	Region       string    `json:"region,omitempty"`       // labour-market region, AMnn
}

// PartyKind is the kind of an organisation.
type PartyKind string

// The kinds of party.
const (
	SocialPartners PartyKind = "socialPartners" // unions and employers: first for workers threatened with dismissal
	UWV            PartyKind = "uwv"            // first for who enters unemployment benefit (WW)
	Municipality   PartyKind = "municipality"   // first for young people, social assistance and the self-employed
	EmployerParty  PartyKind = "employer"       // in decisions and tokens; responsible for no candidate
)

// Viewer is for whom a question is answered, as far as consent depends on it. One of the three is set; the zero Viewer
// sees nobody.
type Viewer struct {
	All    bool  // sees everything: the development key, which holds every role
	Anyone bool  // whoever a consent in force may name: what is announced to all goes by it
	Party  Party // the organisation asking
}

// Responsible reports whether the viewer is the party responsible for the candidate: the same kind, and the same
// organisation or neither names one. A party of a kind alone is not responsible for the people of one of its
// organisations.
func (v Viewer) Responsible(c *Candidate) bool {
	if v.All {
		return true
	}
	r := c.ResponsibleParty
	return v.Party.Kind != "" && v.Party.Kind == r.Kind && v.Party.Organisation == r.Organisation
}

// Allows reports whether the consent lets a party see the profile on the day asOf: it is in force and names the party's
// kind or its organisation.
func (c Consent) Allows(p Party, asOf Date) bool {
	if !c.Holds(asOf) {
		return false
	}
	for _, with := range c.SharedWith {
		if with != "" && (with == string(p.Kind) || with == p.Organisation) {
			return true
		}
	}
	return false
}

// Holds reports whether the profile is shared with anybody beyond the responsible party on the day asOf.
func (c Consent) Holds(asOf Date) bool {
	return len(c.SharedWith) > 0 && (c.Until == 0 || asOf <= c.Until)
}

// Sees reports whether the viewer may see the candidate on the day asOf. It is asked for every row of a list, and takes
// as long as the consent names parties.
func (v Viewer) Sees(c *Candidate, asOf Date) bool {
	if v.Anyone {
		return c.Consent.Holds(asOf)
	}
	return v.Responsible(c) || c.Consent.Allows(v.Party, asOf)
}
