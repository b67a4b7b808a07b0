// CHECK: our own assumptions, on in every build. A failed CHECK is our fault, never the user's: it throws
// InternalFault, which quarantines the instance whose step it interrupted, or ends the process; nothing goes
// on behind it.
#pragma once

#include <stdexcept>
#include <string>

namespace waymark {

class InternalFault : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* condition, const char* file, int line,
                               const std::string& why = {});

}  // namespace waymark

#define CHECK(condition, ...)                                                                   \
    do {                                                                                        \
        if (!(condition)) [[unlikely]]                                                          \
            ::waymark::check_failed(#condition, __FILE__, __LINE__ __VA_OPT__(, ) __VA_ARGS__); \
    } while (false)
