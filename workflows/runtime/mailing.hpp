// The shapes in which the service speaks of letters: what it needs to send them, what became of them, what a
// person may ask and do. Shapes only; service.hpp has the questions and commands.
#pragma once

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

#include "workflows/runtime/ports/executor.hpp"
#include "workflows/runtime/ports/randomness.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::runtime {

/// What letters leave through.
struct MailPorts {
    Mail& mail;
    Executor& executor;  // addressing and writing letters, beside the writer
    Randomness& randomness;
};

/// Has a message tried again: where it bounced, was given up, or waits for its next attempt.
struct RetryMessage {
    InstanceId instance;
    OutboxKey message;
};

/// The program named the recipients of a message, or why there are none.
struct Addressed {
    OutboxKey message;
    std::vector<Recipient> recipients;
    std::string reason;
};
/// A letter was handed to the Mail port, with this report; `chance` within [0, 1) is for the next wait.
struct Attempted {
    OutboxKey message;
    std::string recipient;
    PostReport report;
    double chance = 0;
};
/// The program could not write the letter.
struct Unwritten {
    OutboxKey message;
    std::string recipient, reason;
};
using DeliveryOutcome = std::variant<Addressed, Attempted, Unwritten>;
/// The service's own command: nobody outside sends it.
struct RecordDeliveries {
    std::vector<DeliveryOutcome> outcomes;
};

/// What a record says of one recipient of a message.
struct Attempt {
    Sequence record = 0;
    InstanceId person;  // who had it tried again; 0: the service
    RecipientRow recipient;
};

/// All about one message.
struct Correspondence {
    OutboxRow message;
    Record cause;                   // the record that made it
    std::vector<Attempt> attempts;  // oldest first
};

/// Since the start of the service.
struct MailFigures {
    std::uint64_t waiting = 0, under_way = 0;  // letters, and messages whose recipients are not known yet
    std::uint64_t undeliverable = 0;           // nobody to write to, or no letter could be written
    std::array<std::pair<std::string_view, std::uint64_t>, 5> attempts;  // by outcome
};

}  // namespace waymark::runtime
