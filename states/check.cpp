#include "states/check.hpp"

namespace waymark {

void check_failed(const char* condition, const char* file, int line, const std::string& why) {
    std::string message = std::string("internal fault: ") + condition + " does not hold at " + file + ":" +
                          std::to_string(line);
    if (!why.empty()) message += ": " + why;
    throw InternalFault(message);
}

}  // namespace waymark
