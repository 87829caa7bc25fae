// Package taxonomy is the graph of occupations (beroepen) and skills (vaardigheden): which skills an occupation asks,
// how close two occupations or two skills are, and which code a piece of text that somebody typed stands for.
//
// A [Taxonomy] is loaded once, by [BuiltIn] from our own Dutch data or by [Load] from a folder with the official ESCO
// CSV download, and never changes afterwards, so any number of goroutines may read it. Loading the same bytes always
// gives the same ids, the same lists and the same [Taxonomy.Version]. Everything that expresses a degree is an integer
// in thousandths: 1000 is "the same", 0 is "nothing to do with each other".
//
// How closeness is reckoned stands in closeness_skill.go and closeness_occupation.go; how text becomes a code in
// find.go (a title as somebody types it) and phrases.go (phrases inside a longer text). Words are cut and brought to one form
// in normalise.go, fold.go, stem.go and compound.go, mended in typo.go, and told from circumstances in noise.go and query.go.
// Files are read by load_esco.go and csv.go and put together by assemble.go; what our own names and demands lend to a
// download is in namesakes.go. Golden files under testdata show what a change does.
//
// Where ESCO data is loaded, the service that shows it must say: "This service uses the ESCO classification of the
// European Commission."
package taxonomy
