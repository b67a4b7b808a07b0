// How the command line shows what an edition of the rules means for every partner. From JSON to text; asks
// nothing.
#pragma once

#include <boost/json.hpp>
#include <ostream>

#include "daemon/cli/words.hpp"

namespace waymark::cli {

/// Of the question "effect" about an edition: its counts, what is credited differently to everybody, and the
/// partners for whom anything but the next look at their conditions changes, the first 100 of them.
void print_effect(std::ostream& out, const Speech& speech, const boost::json::value& effect);

}  // namespace waymark::cli
