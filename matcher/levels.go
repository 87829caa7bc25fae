package matcher

import "slices"

// EducationLevel is a level of the Dutch qualifications framework (NLQF).
type EducationLevel string

// educationLevels are the levels of NLQF from low to high (CBS, "Van leerladder naar onderwijswaaier", 2023:
// 1 vmbo-bb and mbo-1, 2 vmbo-kb/gl/tl and mbo-2, 3 mbo-3, 4 mbo-4 and havo, 4+ vwo, 5 associate degree,
// 6 bachelor, 7 master, 8 doctorate).
func educationLevels() []EducationLevel {
	return []EducationLevel{"1", "2", "3", "4", "4+", "5", "6", "7", "8"}
}

// Rank is the place of the level from low to high, 1 to 9; 0 = unknown.
func (l EducationLevel) Rank() int { return slices.Index(educationLevels(), l) + 1 }

// EducationLevelAt is the level of a rank, empty outside 1 to 9.
func EducationLevelAt(rank int) EducationLevel {
	if rank < 1 || rank > len(educationLevels()) {
		return ""
	}
	return educationLevels()[rank-1]
}

// ISCED is the level of ISCED 2011 that holds the NLQF level; mbo-4 at specialist level, which is ISCED 4, cannot
// be told from other mbo-4. 0 = unknown.
func (l EducationLevel) ISCED() int { return [...]int{0, 2, 3, 3, 3, 3, 5, 6, 7, 8}[l.Rank()] }

// EducationFromISCED is the lowest NLQF level that an ISCED 2011 level (0 to 8) can stand for, so that nobody is
// credited with more than was said.
func EducationFromISCED(level int) EducationLevel {
	switch {
	case level <= 0 || level > 8:
		return ""
	case level <= 2:
		return "1"
	case level == 3:
		return "2"
	case level == 4:
		return "4"
	}
	return EducationLevelAt(level + 1)
}

// EducationFromMBO is the NLQF level of an mbo diploma, levels 1 to 4.
func EducationFromMBO(level int) EducationLevel {
	if level < 1 || level > 4 {
		return ""
	}
	return EducationLevelAt(level)
}

// EducationFromVUM is the NLQF level of a VUM 1.5 level of work and thought (werk- en denkniveau): 1 no basic
// education and 2 basic education have no NLQF level, 3 vmbo = 2, 4 mbo/havo/vwo = 4 (lossy: mbo-1 to mbo-4 cannot
// be told apart), 5 hbo = 6, 6 wo = 7, 7 and 0 unknown.
func EducationFromVUM(code int) EducationLevel {
	return map[int]EducationLevel{3: "2", 4: "4", 5: "6", 6: "7"}[code]
}

// VUM is the VUM 1.5 level of work and thought that holds the NLQF level; 7 = not known.
func (l EducationLevel) VUM() int { return [...]int{7, 3, 3, 4, 4, 4, 5, 5, 6, 6}[l.Rank()] }

// CEFR is a level of the Common European Framework of Reference for languages.
type CEFR string

// cefrLevels are the levels from low to high.
func cefrLevels() []CEFR { return []CEFR{"A1", "A2", "B1", "B2", "C1", "C2"} }

// Rank is the place of the level from low to high, 1 to 6; 0 = unknown.
func (c CEFR) Rank() int { return slices.Index(cefrLevels(), c) + 1 }

// CEFRFromVUM is the CEFR level of a VUM 1.5 language level: 2 reasonable (redelijk) = B1, 3 good (goed) = B2,
// 4 excellent (uitstekend) = C1; 0 unknown, 1 none and 8 not applicable have no level. VUM has no CEFR; the map is
// ours, at the lower edge, so that nobody is credited with more than was said.
func CEFRFromVUM(code int) CEFR { return map[int]CEFR{2: "B1", 3: "B2", 4: "C1"}[code] }

// Licence is a category of driving licence (rijbewijs).
type Licence string

// Licences are the Dutch categories in a fixed order.
func Licences() []Licence {
	return []Licence{"AM", "A1", "A2", "A", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE", "T"}
}

// Covers lists the categories that a licence also entitles to, itself included (Directive 2006/126/EC article 6,
// equivalences; B is a condition for C and D).
func (l Licence) Covers() []Licence {
	switch l {
	case "A1":
		return []Licence{"A1", "AM"}
	case "A2":
		return []Licence{"A2", "A1", "AM"}
	case "A":
		return []Licence{"A", "A2", "A1", "AM"}
	case "B":
		return []Licence{"B", "AM"}
	case "BE":
		return []Licence{"BE", "B", "AM"}
	case "C1":
		return []Licence{"C1", "B", "AM"}
	case "C1E":
		return []Licence{"C1E", "C1", "BE", "B", "AM"}
	case "C":
		return []Licence{"C", "C1", "B", "AM"}
	case "CE":
		return []Licence{"CE", "C", "C1E", "C1", "BE", "B", "AM"}
	case "D1":
		return []Licence{"D1", "B", "AM"}
	case "D1E":
		return []Licence{"D1E", "D1", "BE", "B", "AM"}
	case "D":
		return []Licence{"D", "D1", "B", "AM"}
	case "DE":
		return []Licence{"DE", "D", "D1E", "D1", "BE", "B", "AM"}
	}
	return []Licence{l}
}
