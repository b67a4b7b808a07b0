#include "adapters/smtp/ruling.hpp"

#include <utility>

namespace waymark::smtp {
namespace {

using runtime::Posted;

constexpr std::chrono::seconds greylisted{60}, sender_refused{900};

/// 530 first log in, 534 not in this way, 535 not with this password, 538 not without TLS.
bool concerns_login(Stage stage, int code) {
    if (code == 421) return false;
    if (stage == Stage::login) return true;
    return code == 530 || code == 534 || code == 535 || code == 538;
}

/// 0: no answer. 3xx is none either.
Posted after_dot(int code) {
    if (code >= 500) return Posted::never;
    if (code >= 400) return Posted::later;
    return code >= 200 && code < 300 ? Posted::accepted : Posted::unknown;
}

}  // namespace

Ruling ruling(Ending ending) {
    Ruling out{{Posted::later, std::move(ending.words), std::nullopt}, false};
    const int code = ending.code.value_or(0);
    if (ending.stage == Stage::dot) {
        out.report.outcome = after_dot(code);
        return out;
    }
    const bool refused = code >= 400;
    if (!refused || code == 421) return out;
    if (concerns_login(ending.stage, code)) {
        out.login_refused = true;
        return out;
    }
    switch (ending.stage) {
        case Stage::sender:
            // 552: the letter is too large. Any other: us, not the letter; nobody is to be told that it
            // bounced while somebody corrects mail.from.
            if (code == 552)
                out.report.outcome = Posted::never;
            else if (code >= 500)
                out.report.wait = sender_refused;
            break;
        case Stage::recipient:
            if (code >= 500)
                out.report.outcome = Posted::never;
            else
                out.report.wait = greylisted;
            break;
        case Stage::data:
        case Stage::sending:
            if (code >= 500) out.report.outcome = Posted::never;
            break;
        default:  // of the server as a whole, never of a letter
            break;
    }
    return out;
}

}  // namespace waymark::smtp
