package schemas

import (
	"encoding/json"
	"strings"
)

// shown is the name of a member as a message may repeat it: what is no plain name could be data about a person.
func shown(name []byte) string {
	plain := len(name) > 0 && len(name) <= 40
	for _, b := range name {
		plain = plain && (b == '_' || b == '-' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z')
	}
	if !plain {
		return "?"
	}
	return string(name)
}

func unescaped(name []byte) []byte {
	var s string
	if json.Unmarshal([]byte(`"`+string(name)+`"`), &s) != nil {
		return name
	}
	return []byte(s)
}

// identifying reports whether a member of a profile is named like data that tells at once who somebody is (the Dutch
// and English names, however they are capitalised or joined).
func identifying(name string) bool {
	switch strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name)) {
	case "name", "fullname", "firstname", "lastname", "surname", "naam", "voornaam", "achternaam",
		"email", "emailaddress", "emailadres", "phone", "telephone", "telefoonnummer",
		"bsn", "address", "street", "adres", "straat", "birthdate", "geboortedatum":
		return true
	}
	return false
}
