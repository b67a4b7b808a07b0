#include "states/bytes.hpp"
#include "workflows/runtime/record.hpp"
#include "workflows/runtime/record_format.hpp"

namespace waymark::runtime {

namespace {

using namespace record_format;
using states::Bytes;

/// The differences wrap, so that those of damaged bytes do no harm.
Instant earlier(Instant at, std::int64_t by) {
    return Instant(std::chrono::microseconds(static_cast<std::int64_t>(
        static_cast<std::uint64_t>(at.time_since_epoch().count()) - static_cast<std::uint64_t>(by))));
}

/// Reads what Encoder wrote. A fault is sticky: what is read after it is empty.
class Decoder {
  public:
    explicit Decoder(std::string_view bytes) : in_(bytes) {}

    Record record() {
        Record r;
        if (in_.byte() != record_format::number) in_.fail();
        const auto cause = in_.byte();
        if (cause > static_cast<unsigned char>(Cause::undo)) in_.fail();
        r.cause = static_cast<Cause>(cause);
        const auto present = in_.number32();
        if (present > all_bits) in_.fail();
        r.late = (present & late) != 0;
        r.sequence = in_.varint();
        r.at = Instant(std::chrono::microseconds(in_.signed_number()));
        r.written_at = (present & written_later) ? before(r.at) : r.at;
        r.command = (present & of_command) ? before(r.sequence) : r.sequence;
        if (present & caused) r.caused_by = before(r.sequence);
        if (present & by_person) {
            r.person.number = number64();
            r.token = text();
        }
        if (present & of_instance) instance(r, present);
        r.event = event();
        if (present & with_timer) r.timer = in_.number32();
        if (present & idempotent) {
            r.idempotency.emplace();
            raw(r.idempotency->key);
            raw(r.idempotency->body);
        }
        if (present & with_armed) timers(r.armed, r.at);
        if (present & with_cancelled) timers(r.cancelled, r.at);
        if (present & with_notifications) notifications(r.notifications);
        if (present & with_addressed)
            for (auto left = in_.count(); left > 0; --left) r.addressed.push_back({number64()});
        if (present & with_verdicts) verdicts(r);
        r.rulebook = text();
        return r;
    }

    [[nodiscard]] bool sound() const { return in_.sound() && in_.at_end(); }

  private:
    void instance(Record& r, std::uint32_t present) {
        r.instance.number = number64();
        if (present & with_parent) r.parent.number = number64();
        r.family = (present & with_family) ? FamilyId{number64()} : family_rooted_at(r.instance);
        r.definition = in_.number32();
        if (present & with_key) r.key = text();
        r.created_at = (present & created_before) ? before(r.at) : r.at;
        r.version = in_.varint();
        if (present & with_previous) r.previous = before(r.sequence);
        r.state = text();
    }

    std::uint64_t before(std::uint64_t number) {
        return number - static_cast<std::uint64_t>(in_.signed_number());
    }
    Instant before(Instant at) { return earlier(at, in_.signed_number()); }
    std::uint64_t number64() {
        const std::uint64_t low = in_.fixed32();
        return low | std::uint64_t{in_.fixed32()} << 32;
    }
    void raw(std::span<std::uint8_t> out) {
        for (auto& byte : out) byte = in_.byte();
    }
    std::string text() { return std::string(in_.text(in_.varint())); }
    std::string word() {
        const auto number = in_.varint();
        if (number % 2 == 0) return std::string(in_.text(number / 2));
        if (number / 2 < words.size()) return std::string(words[number / 2]);
        in_.fail();
        return {};
    }

    states::Event event() {
        states::Event event;
        const unsigned flags = in_.byte();
        if ((flags & 3) == 3 || flags >= 2 * has_origin) in_.fail();
        event.type = static_cast<states::Event::Type>(flags & 3);
        event.name = text();
        if (flags & has_data) event.data = in_.value();
        if (flags & has_sendid) event.sendid = text();
        if (flags & has_origin) {
            event.origin = text();
            event.origintype = word();
        }
        return event;
    }

    void timers(std::vector<states::Timer>& timers, Instant at) {
        for (auto left = in_.count(); left > 0 && in_.sound(); --left) {
            auto& timer = timers.emplace_back();
            const unsigned flags = in_.byte();
            if (flags > (named | has_superseded)) in_.fail();
            timer.send.named = (flags & named) != 0;
            timer.due = before(at);
            timer.arming = in_.number32();
            timer.send.id = text();
            timer.send.type = word();
            timer.send.target = text();
            timer.send.event = text();
            timer.send.data = in_.value();
            if ((flags & has_superseded) == 0) continue;
            for (auto ids = in_.count(); ids > 0; --ids) timer.superseded_by.push_back(text());
        }
    }

    void notifications(std::vector<Notification>& notifications) {
        for (auto left = in_.count(); left > 0 && in_.sound(); --left) {
            auto& n = notifications.emplace_back();
            const unsigned flags = in_.byte();
            if (flags > 3) in_.fail();
            n.late = (flags & 1) != 0;
            n.suppressed = (flags & 2) != 0;
            n.message = text();
            n.audience = text();
            n.fields = in_.value();
        }
    }

    void verdicts(Record& r) {
        std::vector<std::string> names;
        for (auto left = in_.count(); left > 0; --left) names.push_back(text());
        r.texts = std::make_shared<const std::vector<std::string>>(std::move(names));
        for (auto left = in_.count(); left > 0 && in_.sound(); --left) {
            auto& verdict = r.verdicts.emplace_back();
            const auto number = in_.varint();
            if (number / 2 > 0xffffffff) in_.fail();
            verdict.transition = static_cast<states::TransitionIndex>(number / 2);
            verdict.taken = number % 2 != 0;
            for (auto values = in_.count(); values > 0 && in_.sound(); --values) {
                const auto name = in_.varint();
                if (name >= r.texts->size()) return in_.fail();
                verdict.values.emplace_back((*r.texts)[name], in_.value());
            }
        }
    }

    Bytes in_;
};

}  // namespace

Result<Record> decode_record(std::string_view bytes) {
    if (!bytes.empty() && static_cast<unsigned char>(bytes[0]) > record_format::number)
        return Error{"bad-record",
                     "The record is of a newer format. Use the version of waymark that wrote it.",
                     {},
                     {}};
    Decoder decoder(bytes);
    auto record = decoder.record();
    if (!decoder.sound())
        return Error{"bad-record", "The record is damaged. Restore the journal from a backup.", {}, {}};
    return record;
}

}  // namespace waymark::runtime
