package view

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/mapping"
)

// The fields of a document. Facets and filters go by the names that the API uses.
const (
	fieldKind         = "kind"
	fieldStatus       = "status"
	fieldOccupation   = "occupation"
	fieldSkill        = "skill"
	fieldSector       = "sector" // two-digit division
	fieldRegion       = "region"
	fieldMunicipality = "municipality"
	fieldEducation    = "educationLevel"
	fieldKindOfWork   = "contractKind"
	fieldTerm         = "contractTerm"
	fieldLanguage     = "language"
	fieldLicence      = "drivingLicence"
	fieldCompany      = "company"
	fieldSituation    = "situation"
	fieldParty        = "party" // who may see it: kinds and organisations
	fieldID           = "id"
	fieldHoursMin     = "hoursMin"
	fieldHoursMax     = "hoursMax"
	fieldConsent      = "consentUntil" // day number, see document.number; likewise hours and folded
	fieldFolded       = "folded"       // growing number of the batch
	fieldPoint        = "point"
	fieldTitle        = "title"
	fieldText         = "text"
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
