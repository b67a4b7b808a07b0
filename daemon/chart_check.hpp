// `waymark chart check`: what documents say wrongly or in vain, told line by line. Not the service: nothing
// is run or published.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace waymark::daemon {

struct ChartCheck {
    std::vector<std::string> files;
    std::string base;    // where `src` attributes start from; empty: the folder of the first document
    bool whole = false;  // the files are all the workflows there are
    bool json = false;
};

/// Gives the exit code: 0 nothing was found, 2 findings, or a file that cannot be read.
int chart_check(const ChartCheck& options, std::ostream& out, std::ostream& err);

}  // namespace waymark::daemon
