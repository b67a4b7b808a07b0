// Logs go to stderr, as text or as one JSON object a line; without personal data (that is for those who log
// to see to).
#pragma once

#include <string>

namespace waymark::daemon {

void set_up_logging(const std::string& level, const std::string& format);

}  // namespace waymark::daemon
