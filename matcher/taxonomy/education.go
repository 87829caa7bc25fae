package taxonomy

// levelOf gives the typical NLQF level of an ISCO-08 group, for sources that state none.
//
// ISCO-08 volume I (ILO 2012, table 1 and 2) ties every major group to a skill level and that to ISCED: 9 to level 1,
// 4-8 to level 2, 3 to level 3, 2 to level 4, 1 to level 3 or 4. In Dutch terms: level 1 is NLQF 1 (mbo-1), level 2
// NLQF 2 or 3 (mbo-2 and mbo-3, the latter usual for clerks and crafts), level 3 NLQF 4 (mbo-4), level 4 NLQF 6
// (bachelor). It is what is usual, never a requirement. Empty when the group is unknown.
func levelOf(group string) string {
	if len(group) == 0 {
		return ""
	}
	switch group[0] {
	case '1':
		if len(group) > 1 && group[1] == '4' { // managers in hospitality, retail and services: skill level 3
			return "4"
		}
		return "6"
	case '2':
		return "6"
	case '3':
		return "4"
	case '4', '7':
		return "3"
	case '5', '6', '8':
		return "2"
	case '9':
		return "1"
	}
	return armedForcesLevel(group)
}

// armedForcesLevel covers major group 0: officers at skill level 4, non-commissioned officers and other ranks at 2 and 1.
func armedForcesLevel(group string) string {
	if len(group) < 2 || group[0] != '0' {
		return ""
	}
	switch group[1] {
	case '1':
		return "6"
	case '2':
		return "3"
	case '3':
		return "2"
	}
	return ""
}
