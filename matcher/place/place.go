// Package place knows the geography that matching needs: the labour-market
// regions (arbeidsmarktregio's), municipalities (gemeenten) and four-digit
// postcodes of the Netherlands, where they lie, and how far apart they are.
//
// The facts are those of CBS (Statistics Netherlands, CC BY 4.0) for 2021; the
// folder tables says where each column comes from. Municipalities merge every
// January, so [Load] reads newer tables of the same form from any [fs.FS].
//
// Everything is a value: no call reads a clock, a file outside the given file
// system, or anything that can change between two calls.
//
// Finding a place is in locate.go and suggest.go, distance in distance.go and vector.go; reading tables in load.go and
// rows.go, and what is made of them (centres, neighbours) in derive.go. The tables built in are written by generate.
package place

// degree is the number of units of a [Point] in one degree.
const degree = 100_000

// Point is a place on earth in units of 1e-5 degree WGS84, about 1.1 m north
// and 0.7 m east in the Netherlands. The zero Point (in the Gulf of Guinea)
// stands for an unknown place.
type Point struct {
	Lat int32 // north positive, -9,000,000 to 9,000,000
	Lon int32 // east positive, -18,000,000 to 18,000,000
}

// Known reports whether the point is a place at all. Distances to an unknown
// point have no meaning: ask first.
func (p Point) Known() bool { return p != Point{} }

// Location is what [Tables.Locate] makes of a postcode or a municipality.
type Location struct {
	Point        Point  // unknown only where the tables give no coordinate
	Municipality string // GMnnnn; empty where the tables leave it open
	Region       string // AMnn; empty where the municipality is
	Exact        bool   // the point is that of the postcode, not the municipality's centre
}

// Region is a labour-market region (arbeidsmarktregio).
type Region struct {
	Code           string   // AMnn as CBS writes it; 35 codes between AM01 and AM38, with gaps
	Name           string   // as CBS writes it, in Dutch
	Centre         Point    // mean of its postcodes, weighted by inhabitants
	Municipalities []string // GMnnnn, ascending
	Neighbours     []string // AMnn, ascending; see [NeighbourMetres]
	Inhabitants    int      // sum over its postcodes
}

// Municipality is a gemeente, which lies in exactly one labour-market region.
type Municipality struct {
	Code        string   // GMnnnn as CBS writes it
	Name        string   // as CBS writes it, in Dutch
	Region      string   // AMnn
	Aliases     []string // other names in use, such as Den Haag; may be empty
	Centre      Point    // centroid of its territory
	Inhabitants int      // sum over its postcodes
}

// Postcode is the area of a four-digit postcode (PC4).
type Postcode struct {
	Code         string // four digits, 1000 to 9999
	Municipality string // GMnnnn, the one that most of the area lies in; empty when unknown
	Point        Point  // centroid; unknown for a few
	Inhabitants  int    // rounded to fives by CBS; 0 also when unknown
}
