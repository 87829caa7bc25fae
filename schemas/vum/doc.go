// Package vum reads records of the Dutch exchange VUM (Verbeteren Uitwisseling Matchingsgegevens), data standard 1.5,
// into our own. Contact data (contactpersoon, emailadres, telefoonnummer, webadres, straatnaam, huisnummer) is never
// read. Empty texts, lists and objects are absent; 0 and 8 of an indication are unknown, never no.
//
// What the two cannot say alike, and what becomes of it:
//
//	VUM                                  ours                        loss
//	codeWerkEnDenkniveau 1, 2            education level             unknown: below NLQF 1
//	codeWerkEnDenkniveau 4               education level 4           mbo-1 to mbo-4, havo and vwo are one
//	codeWerkEnDenkniveau 0, 7            education level             unknown
//	opleiding[] (vacancy)                education minimumLevel      only the lowest level, and only without a werk- en denkniveau
//	opleiding[] (candidate)              education level, status     only the highest one that was completed, likewise
//	codeOpleidingsnaam, toelichting      -                           dropped: SUWI names have no map to ISCED-F
//	taalbeheersing Mondeling/Luisteren   languages oral              2 to 4 = B1, B2, C1; listening only without speaking
//	taalbeheersing Schriftelijk/Lezen    languages written           likewise; no level 1 on any = language left out
//	contractvorm[]                       contract                    kind or term unknown where the list names several
//	aantalWerkurenPerWeek                hours                       both unknown where the least is above the most
//	indicatieKantoortijden               -                           dropped
//	rijbewijs B+                         drivingLicences B           the trailer is lost
//	vervoermiddel (candidate)            transport                   left out where not for travel to work
//	vervoermiddel (vacancy)              -                           dropped
//	cursus[]                             certificates                only those with a certificate
//	codeSbi                              sector, edition 2008        leading noughts are lost in VUM already, 0 unknown
//	werkgever.sector[]                   company sector              only where it is one, and only without vacature.sector
//	werkgever                            company                     VUM has no KvK number: no part in transfers
//	werkervaring[] (vacancy)             experience                  the least number of years up to 60, in the vacancy's occupation
//	werkervaring[] (candidate)           experience                  organisation and explanation dropped; days that cross are unknown
//	salarisIndicatie                     salary                      unknown where the text is not one amount or range per period
//	omschrijvingArbeidsvoorwaarden       description                 joined to it
//	datumEinde…                          -                           dropped
//	maximaleReisafstand                  maxDistanceKm               unit as set: the corpus of the accreditation counts in 100 m
//	eisAanWerk                           restricted                  that there is a need, not which; werkvariatie dropped
//	indicatieLdrRegistratie              restricted banenafspraak    the register has more grounds than one
//	sollicitatiewijze, nummerVacature    -                           dropped
//
// VUM knows no status, revision, consent or responsible party: whoever reads sets them.
package vum
