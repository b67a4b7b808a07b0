#include <algorithm>

#include "states/bytes.hpp"
#include "workflows/runtime/record.hpp"
#include "workflows/runtime/record_format.hpp"

namespace waymark::runtime {

namespace {

using namespace record_format;
using states::put_byte;
using states::put_signed;
using states::put_varint;

/// Differences of damaged numbers may overflow: they wrap, both ways.
std::int64_t difference(std::uint64_t a, std::uint64_t b) { return static_cast<std::int64_t>(a - b); }
std::uint64_t bits(Instant at) { return static_cast<std::uint64_t>(at.time_since_epoch().count()); }
std::int64_t difference(Instant a, Instant b) { return difference(bits(a), bits(b)); }
class Encoder {
  public:
    explicit Encoder(std::string& out) : out_(out) {}

    void record(const Record& r) {
        const auto present = presence(r);
        put_byte(out_, record_format::number);
        put_byte(out_, static_cast<unsigned char>(r.cause));
        put_varint(out_, present);
        put_varint(out_, r.sequence);
        instant(r.at);
        if (present & written_later) put_signed(out_, difference(r.at, r.written_at));
        if (present & of_command) put_signed(out_, difference(r.sequence, r.command));
        if (present & caused) put_signed(out_, difference(r.sequence, r.caused_by));
        if (present & by_person) {
            number64(r.person.number);
            text(r.token);
        }
        if (present & of_instance) instance(r, present);
        event(r.event);
        if (present & with_timer) put_varint(out_, r.timer);
        if (present & idempotent) {
            raw(r.idempotency->key);
            raw(r.idempotency->body);
        }
        if (present & with_armed) timers(r.armed, r.at);
        if (present & with_cancelled) timers(r.cancelled, r.at);
        if (present & with_notifications) notifications(r.notifications);
        if (present & with_addressed) {
            put_varint(out_, r.addressed.size());
            for (const auto& id : r.addressed) number64(id.number);
        }
        if (present & with_verdicts) verdicts(r.verdicts);
        text(r.rulebook);
    }

  private:
    static std::uint32_t presence(const Record& r) {
        const auto when = [](bool is, std::uint32_t bit) { return is ? bit : 0u; };
        const bool on_instance = r.instance.number != 0 || r.family.number != 0 || r.version != 0 ||
                                 r.definition != 0 || r.parent.number != 0 || r.previous != 0 ||
                                 !r.key.empty() || !r.state.empty() || r.created_at != Instant{};
        return when(r.late, late) | when(r.written_at != r.at, written_later) |
               when(r.command != r.sequence, of_command) | when(r.caused_by != 0, caused) |
               when(r.person.number != 0 || !r.token.empty(), by_person) | when(on_instance, of_instance) |
               when(r.parent.number != 0, with_parent) |
               when(on_instance && root_of(r.family) != r.instance, with_family) |
               when(!r.key.empty(), with_key) | when(on_instance && r.created_at != r.at, created_before) |
               when(r.timer != 0, with_timer) | when(r.idempotency.has_value(), idempotent) |
               when(!r.armed.empty(), with_armed) | when(!r.cancelled.empty(), with_cancelled) |
               when(!r.notifications.empty(), with_notifications) |
               when(!r.addressed.empty(), with_addressed) | when(!r.verdicts.empty(), with_verdicts) |
               when(r.previous != 0, with_previous);
    }

    void instance(const Record& r, std::uint32_t present) {
        number64(r.instance.number);
        if (present & with_parent) number64(r.parent.number);
        if (present & with_family) number64(r.family.number);
        put_varint(out_, r.definition);
        if (present & with_key) text(r.key);
        if (present & created_before) put_signed(out_, difference(r.at, r.created_at));
        put_varint(out_, r.version);
        if (present & with_previous) put_signed(out_, difference(r.sequence, r.previous));
        text(r.state);
    }

    void instant(Instant at) { put_signed(out_, at.time_since_epoch().count()); }
    void number64(std::uint64_t number) {
        states::put_fixed32(out_, static_cast<std::uint32_t>(number));
        states::put_fixed32(out_, static_cast<std::uint32_t>(number >> 32));
    }
    void raw(std::span<const std::uint8_t> bytes) {
        for (const auto byte : bytes) put_byte(out_, byte);
    }
    void text(std::string_view text) {
        put_varint(out_, text.size());
        out_ += text;
    }
    void word(std::string_view text) {
        const auto known = std::ranges::find(words, text);
        if (known != words.end()) {
            put_varint(out_, static_cast<std::uint64_t>(known - words.begin()) * 2 + 1);
        } else {
            put_varint(out_, std::uint64_t{text.size()} * 2);
            out_ += text;
        }
    }

    void event(const states::Event& event) {
        const bool with_origin = !event.origin.empty() || !event.origintype.empty();
        const auto flags = static_cast<unsigned>(event.type) | (event.data.is_undefined() ? 0U : has_data) |
                           (event.sendid.empty() ? 0U : has_sendid) | (with_origin ? has_origin : 0U);
        put_byte(out_, static_cast<unsigned char>(flags));
        text(event.name);
        if (flags & has_data) states::append_value(out_, event.data);
        if (flags & has_sendid) text(event.sendid);
        if (flags & has_origin) {
            text(event.origin);
            word(event.origintype);
        }
    }

    void timers(const std::vector<states::Timer>& timers, Instant at) {
        put_varint(out_, timers.size());
        for (const auto& timer : timers) {
            const auto flags =
                (timer.send.named ? named : 0U) | (timer.superseded_by.empty() ? 0U : has_superseded);
            put_byte(out_, static_cast<unsigned char>(flags));
            put_signed(out_, difference(at, timer.due));
            put_varint(out_, timer.arming);
            text(timer.send.id);
            word(timer.send.type);
            text(timer.send.target);
            text(timer.send.event);
            states::append_value(out_, timer.send.data);
            if ((flags & has_superseded) == 0) continue;
            put_varint(out_, timer.superseded_by.size());
            for (const auto& id : timer.superseded_by) text(id);
        }
    }

    void notifications(const std::vector<Notification>& notifications) {
        put_varint(out_, notifications.size());
        for (const auto& n : notifications) {
            put_byte(out_, static_cast<unsigned char>((n.late ? 1U : 0U) | (n.suppressed ? 2U : 0U)));
            text(n.message);
            text(n.audience);
            states::append_value(out_, n.fields);
        }
    }

    /// The paths' names first, each once: guards name the same few again and again.
    void verdicts(const std::vector<states::Verdict>& verdicts) {
        std::vector<std::string_view> names;
        const auto number_of = [&](std::string_view name) {
            return static_cast<std::uint64_t>(std::ranges::find(names, name) - names.begin());
        };
        for (const auto& verdict : verdicts)
            for (const auto& [name, value] : verdict.values)
                if (number_of(name) == names.size()) names.push_back(name);
        put_varint(out_, names.size());
        for (const auto& name : names) text(name);
        put_varint(out_, verdicts.size());
        for (const auto& verdict : verdicts) {
            put_varint(out_, std::uint64_t{verdict.transition} * 2 + (verdict.taken ? 1 : 0));
            put_varint(out_, verdict.values.size());
            for (const auto& [name, value] : verdict.values) {
                put_varint(out_, number_of(name));
                states::append_value(out_, value);
            }
        }
    }

    std::string& out_;
};

}  // namespace

std::string encode(const Record& record) {
    std::string bytes;
    bytes.reserve(256 + record.state.size());
    Encoder(bytes).record(record);
    return bytes;
}

}  // namespace waymark::runtime
