package schemas

// The topics of the contract. The suffix is the version of the values in them.
const (
	// Vacancies holds the latest state of every vacancy (vacature), keyed by vacancy id.
	Vacancies = "vacancies.v1"
	// Candidates holds the latest labour-market profile of every candidate, keyed by candidate id.
	Candidates = "candidates.v1"
	// Surpluses holds companies' announced surpluses of staff (boventalligheid), keyed by surplus id.
	Surpluses = "surpluses.v1"
	// Companies holds what is true of a company whatever its vacancies say, keyed by company id.
	Companies = "companies.v1"
	// Decisions holds the state of every match by party, keyed by match id.
	Decisions = "decisions.v1"
	// MatchEvents carries CloudEvents about matches, keyed by subject id.
	MatchEvents = "match-events.v1"
	// DeadLetters carries records that could not be folded, with the reason in the headers.
	DeadLetters = "dead-letters.v1"
)

// Partitions is the number of partitions of every topic. It belongs to the contract: with another
// number the same key would land elsewhere, so that the last record of a key in the log would no
// longer be found in one place. Six lets two, three or six processes share the work evenly.
const Partitions = 6

// Kind says what the log keeps of a topic.
type Kind int

const (
	// Compacted keeps at least the last record of every key; a tombstone erases the key.
	Compacted Kind = iota + 1
	// AppendOnly keeps every record until it is too old.
	AppendOnly
)

// Topic is one row of the contract's table of topics.
type Topic struct {
	Name string
	Kind Kind
}

// Topics returns the contract's table of topics, in its order.
func Topics() []Topic {
	return []Topic{
		{Vacancies, Compacted},
		{Candidates, Compacted},
		{Surpluses, Compacted},
		{Companies, Compacted},
		{Decisions, Compacted},
		{MatchEvents, AppendOnly},
		{DeadLetters, AppendOnly},
	}
}

// TopicNamed returns the row of the contract's table with that name, if there is one.
func TopicNamed(name string) (Topic, bool) {
	for _, t := range Topics() {
		if t.Name == name {
			return t, true
		}
	}
	return Topic{}, false
}
