// Port: one letter to one address leaves the machine, once per call. Not the outbox: what is due, tried again
// or given up is decided there. Implemented by adapters/smtp, and by rehearsal, which captures.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "states/instant.hpp"

namespace waymark::runtime {

struct Attachment {
    std::string name, content_type, bytes;
};

/// All texts are UTF-8; lines of `text` end with \n.
struct Letter {
    std::string message_id;  // without <>: the same for every attempt at the same letter
    std::string address, name;
    std::string subject, text;
    Instant date;
    std::vector<Attachment> attachments;
};

enum class Posted : std::uint8_t {
    accepted,  // the server took it over
    later,     // not now: worth another attempt
    never,     // this letter or this address is refused for good
    unknown,   // the connection ended after the letter's last byte, before the answer: perhaps delivered
    captured,  // rehearsal: kept, not sent
};

struct PostReport {
    Posted outcome = Posted::later;
    std::string reply;  // the server's words, or what failed; printable, at most 500 bytes
    std::optional<std::chrono::seconds> wait;  // at least this long before another attempt
};

class Mail {
  public:
    virtual ~Mail() = default;
    /// `done` is called once, on any thread. At least once per letter: a crash before its report is on disk
    /// brings it again under the same message_id.
    virtual void post(Letter letter, std::function<void(PostReport)> done) = 0;
};

}  // namespace waymark::runtime
