#include "adapters/smtp/verdict.hpp"

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

}  // namespace

Verdict verdict(Ending ending) {
    Verdict out{{Posted::later, std::move(ending.words), std::nullopt}, false};
    const int code = ending.code.value_or(0);
    const bool refused = code >= 400;
    if (ending.stage == Stage::dot) {
        if (code == 0)
            out.report.outcome = Posted::unknown;
        else
            out.report.outcome = code < 300   ? Posted::accepted
                                 : code < 400 ? Posted::unknown
                                 : code < 500 ? Posted::later
                                              : Posted::never;
        return out;
    }
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
