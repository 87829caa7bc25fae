// Package quality measures how good the rankings are: labelled cases, written from knowledge of the trade, are ranked
// both ways and compared with the grades that people gave.
//
// The cases are data that a mediator can edit: vacancies and profiles in the form of the contract, and a table of
// grades. A grade says how glad a mediator would be to see the person on the list: 3 introduce now; 2 suitable, or
// soon made so; 1 worth a talk; 0 waste of everyone's time. Pairs that nobody graded count as 0.
//
// The cases are in testdata, read by cases.go; run.go ranks them, metrics.go has the measures, and report.go writes the file
// that is reviewed, testdata/quality.golden.
package quality
