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
	fieldConsent      = "consentUntil" // day number
	fieldFolded       = "folded"       // growing number of the batch
	fieldPoint        = "point"
	fieldTitle        = "title"
	fieldText         = "text"
	fieldSource       = "source" // the record's JSON, stored only
)

// mappingVersion changes whenever documents or their fields do; a view of another version is made anew.
const mappingVersion = "3"

func keywordFields() []string {
	return []string{
		fieldKind, fieldStatus, fieldOccupation, fieldSkill, fieldSector, fieldRegion, fieldMunicipality, fieldEducation,
		fieldKindOfWork, fieldTerm, fieldLanguage, fieldLicence, fieldCompany, fieldSituation, fieldParty, fieldID,
	}
}

func indexMapping() mapping.IndexMapping {
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range keywordFields() {
		f := bleve.NewKeywordFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.IncludeTermVectors = keyword.Name, false, false, false
		f.DocValues = name != fieldKind && name != fieldSkill && name != fieldParty // what is neither counted nor sorted by
		doc.AddFieldMappingsAt(name, f)
	}
	for _, name := range []string{fieldHoursMin, fieldHoursMax, fieldConsent, fieldFolded} {
		f := bleve.NewNumericFieldMapping()
		f.Store, f.IncludeInAll = false, false
		doc.AddFieldMappingsAt(name, f)
	}
	for _, name := range []string{fieldTitle, fieldText} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = nl.AnalyzerName, false, false, false, false
		doc.AddFieldMappingsAt(name, f)
	}
	point := bleve.NewGeoPointFieldMapping()
	point.Store, point.IncludeInAll = false, false
	doc.AddFieldMappingsAt(fieldPoint, point)
	source := bleve.NewTextFieldMapping()
	source.Index, source.Store, source.IncludeInAll, source.DocValues, source.IncludeTermVectors = false, true, false, false, false
	doc.AddFieldMappingsAt(fieldSource, source)

	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping()) // or bleve gathers all fields in one more
	m := bleve.NewIndexMapping()
	m.DefaultMapping, m.DefaultAnalyzer = doc, nl.AnalyzerName
	return m
}
