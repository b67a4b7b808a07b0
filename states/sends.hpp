// What a chart sends, as its document says it: for those who must know beforehand which messages there will
// be. Not the sends of a step: those are in Outcome.
#pragma once

#include <string>
#include <vector>

#include "states/chart.hpp"

namespace waymark::states {

struct SendOutline {
    std::string type, event, target;  // empty: not given, or computed by an expression
    struct Parameter {
        std::string name, expression;
    };
    std::vector<Parameter> parameters;  // of <param> and namelist, in order
    std::size_t line = 0, column = 0;   // of the <send>
};

/// Every <send> of the document, whether it can be reached or not.
std::vector<SendOutline> sends_of(const Chart& chart);

}  // namespace waymark::states
