// What the end of an attempt means for the letter. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>

#include "workflows/runtime/ports/mail.hpp"

namespace waymark::smtp {

/// How far an attempt came: whose answer is awaited.
enum class Stage : std::uint8_t {
    connecting,
    banner,
    hello,
    encrypting,
    login,
    sender,
    recipient,
    data,
    sending,  // the letter's bytes
    dot,      // all of them are gone, with or without the dot behind
};

struct Ending {
    Stage stage = Stage::connecting;
    std::optional<int> code;  // of the last complete reply, when it answers this stage
    std::string words;        // that reply, or what failed
};

struct Ruling {
    runtime::PostReport report;  // its reply still as the server worded it
    bool login_refused = false;  // no password is offered again for a while
};

/// Source: RFC 5321 4.2, 4.3.2, 6.1; RFC 4954 6. Each case: tests/adapters/smtp/behaviours_test.cpp.
Ruling ruling(Ending ending);

}  // namespace waymark::smtp
