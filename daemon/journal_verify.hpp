// `waymark journal verify`: reads both files of a data folder, running service or not, and says whether they
// are what they claim.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace waymark::daemon {

/// 0: in order; 1: findings, each printed with its cure; 78: the folder holds no journal.
int journal_verify(const std::filesystem::path& folder, bool json, std::ostream& out, std::ostream& err);

}  // namespace waymark::daemon
