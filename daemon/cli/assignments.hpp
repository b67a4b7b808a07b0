// The members of a body as words of the command line: name=text, name:=JSON, with dots for members of
// members.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace waymark::cli {

/// {"exit_date=2026-04-01", "sender.role=owner", "cc:=[1]"} →
/// {"exit_date":"2026-04-01","sender":{"role":"owner"},"cc":[1]}. Throws Failure(2) for a word that is
/// neither.
boost::json::object read_assignments(const std::vector<std::string>& words);

}  // namespace waymark::cli
