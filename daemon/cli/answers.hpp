// How the command line shows the answers to the program's questions to a person: a partner's eligibility
// and overview, and reports. From JSON to text; asks nothing.
#pragma once

#include <boost/json.hpp>
#include <ostream>

#include "daemon/cli/words.hpp"

namespace waymark::cli {

/// Of {"specializations": [an assessment …], "as_of"}: each condition with how it stands, its numbers, where
/// they are from, and who fills which role.
void print_eligibility(std::ostream& out, const Speech& speech, const boost::json::value& answer);

/// Of {"partner", "members", "next"}: who it is, all that is recorded of it, and what happens by itself.
void print_overview(std::ostream& out, const Speech& speech, const boost::json::value& answer);

/// Of {"columns", "rows"}: a table in the speech's language, amounts in roubles; anything else as JSON.
void print_report(std::ostream& out, const Speech& speech, const boost::json::value& answer);

}  // namespace waymark::cli
