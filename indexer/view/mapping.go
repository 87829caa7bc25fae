package view

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/mapping"
)

// The fields of a document. Facets and filters go by the names that the API uses. A field that a kind of record does not
// tell of is absent, and such a record is found by no filter on it.
const (
	fieldKind         = "kind"
	fieldStatus       = "status"
	fieldOccupation   = "occupation"     // codes asked; of a person those held and those wished; known to the taxonomy or not
	fieldSkill        = "skill"          // codes asked or held, likewise
	fieldSector       = "sector"         // divisions, two digits: of the company; of a person of the one that is left, and those wished
	fieldRegion       = "region"         // AMnn, of work or home
	fieldMunicipality = "municipality"   // GMnnnn, likewise
	fieldEducation    = "educationLevel" // NLQF level, the least asked or the one held
	fieldKindOfWork   = "contractKind"   // of the contract offered or wished
	fieldTerm         = "contractTerm"   // likewise
	fieldLanguage     = "language"       // ISO 639-3, whatever the level
	fieldLicence      = "drivingLicence" // as listed, without what it covers
	fieldCompany      = "company"        // id; of a person that of the employer who is left
	fieldSituation    = "situation"      // of a person
	fieldParty        = "party"          // who may see it: kinds and organisations
	fieldID           = "id"
	fieldHoursMin     = "hoursMin"     // the least offered or wished; the most where only that is known
	fieldHoursMax     = "hoursMax"     // the most, likewise
	fieldConsent      = "consentUntil" // last day, as a number: see document.number; likewise hours and folded
	fieldFolded       = "folded"       // growing number of the batch
	fieldPoint        = "point"
	fieldTitle        = "title"  // of a vacancy
	fieldText         = "text"   // all that words are looked for in, the labels of its codes included
	fieldSource       = "source" // the record's JSON, stored only
)

// mappingVersion changes whenever documents or their fields do; a view of another version is made anew.
const mappingVersion = "4"

// indexMapping tells bleve how to read what is asked; what is indexed says by itself how, see document.
func indexMapping() mapping.IndexMapping {
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{fieldTitle, fieldText} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = nl.AnalyzerName
		doc.AddFieldMappingsAt(name, f)
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping, m.DefaultAnalyzer = doc, keyword.Name
	return m
}
