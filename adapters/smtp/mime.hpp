// A letter as the bytes that a mail server takes: headers and MIME, seven bits, lines of at most 998 octets
// that end with CRLF. Not the envelope, and no dots doubled: that is the session's. Thread: any.
#pragma once

#include <optional>
#include <string>

#include "adapters/smtp/address.hpp"
#include "workflows/runtime/ports/mail.hpp"

namespace waymark::smtp {

/// Whatever texts hold, no header and no part arises of it: controls and line ends in names and subject
/// become spaces, what is not UTF-8 becomes U+FFFD. Eight bits remain in one place: the recipient's local
/// part, when it needs SMTPUTF8. Nothing: the Message-ID is none.
/// Source: RFC 5322, 2045–2047, 2231, 3834 (Auto-Submitted).
std::optional<std::string> compose(const runtime::Letter& letter, const Mailbox& from, const Address& to);

}  // namespace waymark::smtp
