// Small documents under the checker, and what it finds in them.
#pragma once

#include <string>

#include "states/checks/checker.hpp"

namespace waymark::states {

/// "code@line:column" of each finding, the reader's or the checker's, in order; empty: none. The body begins
/// in line 2.
std::string findings(const std::string& body, const Outside& outside = {});
/// The same of a whole document.
std::string findings_in(const std::string& xml, const Outside& outside = {});

}  // namespace waymark::states
