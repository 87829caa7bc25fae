package broker

import (
	"encoding/base64"
	"encoding/json"

	"matchd/matcher"
	"matchd/matcher/rank"
)

// place is where a page of matches ended: behind a score and an id, and how many came before. It stays right when
// records change between pages, because it does not count rows.
type place struct {
	Score int64  `json:"s"`
	ID    string `json:"i"`
	Seen  int    `json:"n"`
}

func (p place) after() rank.After {
	return rank.After{Hit: rank.Hit{Score: p.Score, ID: p.ID}, Set: p.ID != ""}
}

// encodeCursor makes an opaque text that fits in a URL.
func encodeCursor(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// wrongCursor is what is told of a cursor that is none.
var wrongCursor = matcher.Invalid{Field: "cursor", Reason: "must be the nextCursor of an earlier answer"}

// wrongPage is what is wrong about where a page begins.
func wrongPage(cursor string) []matcher.Invalid {
	var at place
	if decodeCursor(cursor, &at) != nil {
		return []matcher.Invalid{wrongCursor}
	}
	return nil
}

func wrongPartners(q Asked[PartnerQuestion]) []matcher.Invalid { return wrongPage(q.Q.Options.Cursor) }

// decodeCursor reads one; an empty text is the zero value.
func decodeCursor(text string, into any) error {
	if text == "" {
		return nil
	}
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		return matcher.InvalidError{wrongCursor}
	}
	return nil
}
