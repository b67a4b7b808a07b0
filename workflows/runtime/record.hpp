// A journal record: what happened to one instance, why, and what stands after it. The journal is the truth;
// all else follows. Encoded compactly (record.cpp, ADR 0006); the hash chain is over the encoded bytes.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "states/interpreter.hpp"
#include "workflows/runtime/actor.hpp"
#include "workflows/runtime/instance.hpp"

namespace waymark::runtime {

using Digest = std::array<std::uint8_t, 32>;

/// Scope (caller, method, path) and key as one digest, and the digest of the body that came with it.
struct IdempotencyKey {
    std::array<std::uint8_t, 16> key{};
    std::array<std::uint8_t, 16> body{};
    friend bool operator==(const IdempotencyKey&, const IdempotencyKey&) = default;
};

enum class Cause : std::uint8_t {
    command,      // somebody outside sent an event or started an instance
    timer,        // a timer was due
    message,      // another instance, in the same commit
    quarantine,   // the step failed by our fault; `event.data` is the evidence, a text; the state is the one
                  // before the step
    release,      // a person let it go on; the state stays
    hold,         // the service holds all timers; no instance; `event.data` is why, a text
    resume,       // a person confirmed that they may run; no instance
    publication,  // a definition became available; no instance
    delivery,     // what became of messages (delivery_note.hpp); no instance
    undo,  // a person took a command back; the state is that of an earlier record, or nothing (undo_note.hpp)
};

/// One message to people: key (instance, record, index) makes its Message-ID.
struct Notification {
    std::string message;   // "quit.accepted": the key of its template
    std::string audience;  // "partner", "pam", "support", "team", "finance", "support-lead" …
    states::Value fields;
    bool late = false;  // stepped after its minute
    bool suppressed =
        false;  // late, and its successor or the event it announces is due too: recorded, never sent
};

struct Record {
    Sequence sequence = 0;
    Instant at;            // the instant of the event: `now` of the step (a timer's due instant)
    Instant written_at;    // the clock when it was written; differs from `at` for late timers
    Sequence command = 0;  // the first record of the same trip
    Cause cause = Cause::command;
    Sequence caused_by = 0;  // Cause::message: the record of the sender
    InstanceId person;
    std::string token;
    InstanceId instance, parent;
    FamilyId family;
    std::uint32_t definition = 0;
    std::string
        key;  // of the instance, and so is created_at: every record alone gives the instance (derivation.hpp)
    Instant created_at;
    std::uint64_t version = 0;  // of the instance after this record
    Sequence previous = 0;      // the same instance's previous record
    states::Event event;        // name empty: the start of the instance, data = its arguments
    std::uint32_t timer = 0;    // Cause::timer: its arming
    bool late = false;
    std::optional<IdempotencyKey> idempotency;
    std::string state;  // encode(state) after it
    std::vector<states::Timer> armed, cancelled;
    std::vector<Notification> notifications;
    std::vector<InstanceId> addressed;      // instances that this step sent to or started, in order
    std::vector<states::Verdict> verdicts;  // paths' names point into the chart or into `texts`
    std::string rulebook;                   // version judged by, "r1"
    std::shared_ptr<const std::vector<std::string>> texts;  // keeps a decoded record's path names alive
};

std::string encode(const Record& record);
/// Errors: "bad-record": damaged, or of a newer format.
Result<Record> decode_record(std::string_view bytes);

/// hash = SHA-256(previous hash || encoded record)
Digest chain(const Digest& previous, std::string_view encoded);
std::string sha256_hex(std::string_view bytes);

}  // namespace waymark::runtime
